import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { mathTree } from './math.ts';

interface SpeechRules {
  setupEngine(features: Record<string, string>): Promise<unknown>;
  engineReady(): Promise<unknown>;
  toSpeech(mathMl: string): string;
}

let speaker: Promise<(tex: string) => Promise<string>> | undefined;

/**
 * How a display formula is read out, in English: its alt text. Loading takes a quarter of a second and 40 MB, so it is
 * done at the first formula that was not read out when Viva was built. Rejects with `BadMath`.
 */
export async function spoken(tex: string): Promise<string> {
  speaker ??= load().catch((error: unknown) => {
    speaker = undefined;
    throw error;
  });
  return (await speaker)(tex);
}

async function load(): Promise<(tex: string) => Promise<string>> {
  const require = createRequire(import.meta.url);
  const { SerializedMmlVisitor } = await import('@mathjax/src/js/core/MmlTree/SerializedMmlVisitor.js');
  const visitor = new SerializedMmlVisitor();
  // Its own types are not to be had in this version; these are the three calls that are used.
  const rules = require('speech-rule-engine') as SpeechRules;
  const json = join(dirname(require.resolve('speech-rule-engine')), 'mathmaps');
  await rules.setupEngine({ locale: 'en', domain: 'clearspeak', modality: 'speech', markup: 'none', json });
  await rules.engineReady();
  return async (tex) => {
    const speech = rules.toSpeech(visitor.visitTree(await mathTree(tex, true)));
    return speech.replace(/\s+/g, ' ').trim();
  };
}
