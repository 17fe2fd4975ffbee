import { type Config, readConfig } from '../config.ts';
import type { Console } from './console.ts';

/** The configuration, or undefined once everything wrong with the environment was named. */
export function configured(io: Console): Config | undefined {
  const read = readConfig(io.environment);
  if ('config' in read) return read.config;
  io.complain('Viva cannot start with this environment:\n');
  for (const { key, text } of read.problems) io.complain(`  ${key} ${text}.`);
  io.complain('\n.env.example shows every key with its default.');
  return undefined;
}
