import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../app/ports/system.ts';
import { loadBank } from '../bank/load-bank.ts';
import { proveNumber } from '../bank/prove-number.ts';
import { reportOn } from '../bank/report/report.ts';
import type { Written } from '../bank/written.ts';
import { checkFigure, checkMath, plainMath } from '../render/check.ts';
import { createMeasuringTypesetter } from '../render/typesetter.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';
import { printReport } from './report/print.ts';
import { checkSpelling } from './report/spelling.ts';
import { measuresOf } from './report/targets.ts';
import { checkShown } from './shown/check-shown.ts';

/** The questions that Viva comes with: beside `src`, or beside `dist`. */
const ownQuestions = fileURLToPath(new URL('../../questions', import.meta.url));

/** What cannot be set is named by `checkMath` and `checkFigure` already. */
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface CheckOptions {
  /** Statistics of the bank besides. */
  report?: boolean;
  /** Hold another folder than Viva's own against the targets of Viva's own. */
  targets?: boolean;
  json?: boolean;
  /** Say something only where something is wrong. */
  quiet?: boolean;
}

/** `viva check`: names every mistake of the bank with its file and line; 1 when there is one, or a target was missed. */
export async function check(options: CheckOptions, io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const folders = [...config.questionFolders];
  const all: Written[] = [];
  const typesetter = createMeasuringTypesetter(silent);
  const { bank, problems } = await loadBank(folders, {
    checkMath,
    checkFigure,
    checkNumber: proveNumber,
    checkWhole: async (written) => {
      all.push(written);
      return checkShown(written, typesetter);
    },
  });
  if (!options.json) {
    for (const { file, line, message } of problems) io.complain(`${file}:${line}  ${message}`);
    if (!options.quiet) for (const note of notesOn(all)) io.print(note);
    const count = `${bank.size} ${bank.size === 1 ? 'question' : 'questions'}`;
    if (problems.length > 0) io.complain(`\n${problems.length} to mend; ${count} can be used.`);
    else if (!options.quiet) {
      io.print(`${count}, and nothing wrong with ${bank.size === 1 ? 'it' : 'them'}.`);
    }
  }
  if (!options.report) {
    if (options.json) io.print(JSON.stringify({ questions: bank.size, problems }, null, 2));
    return problems.length === 0 ? 0 : 1;
  }
  const good = all.filter(({ question }) => bank.get(question.id) === question);
  const report = reportOn(good, await displayOf(good));
  const measures = measuresOf(report, await checkSpelling(good.map(({ file }) => file)));
  const asked =
    options.targets === true || folders.every((folder) => resolve(folder) === resolve(ownQuestions));
  const missed = asked ? measures.filter(({ met }) => met === false) : [];
  if (options.json) io.print(JSON.stringify({ questions: bank.size, problems, asked, measures, report }));
  else {
    if (problems.length === 0) io.print('');
    printReport({ report, measures, asked }, io);
    for (const line of ending(asked, missed.length)) io.print(line);
  }
  return problems.length === 0 && missed.length === 0 ? 0 : 1;
}

/** What may be meant so. A question without any phrases is graded by its key points' own words alone, and no note. */
function notesOn(written: readonly Written[]): string[] {
  return written.flatMap(({ file, question: { keyPoints, saidAs = [] } }) =>
    saidAs.flatMap((groups, index) =>
      groups.length > 0
        ? []
        : [
            `${file}  Note: under \`## Said as\` there is nothing for key point ${index + 1}, “${keyPoints[index]?.name}”: an answer must have most of its own words`,
          ],
    ),
  );
}

function ending(asked: boolean, missed: number): string[] {
  if (!asked) {
    return [
      '',
      'The targets are those of Viva’s own bank: what is marked – yours may leave.',
      '`viva check --report --targets` asks them of it.',
    ];
  }
  if (missed === 0) return ['', 'Every target is met.'];
  return ['', `${missed} ${missed === 1 ? 'target is' : 'targets are'} missed: see ✗.`];
}

/** What the formulas of choices, prompts and answers are shown as, worked out beforehand. */
async function displayOf(written: readonly Written[]): Promise<(tex: string) => string> {
  const forms = new Map<string, string>();
  for (const { text } of written) {
    for (const [, tex = ''] of text.matchAll(/(?<![\\$])\$((?:\\.|[^$\\])+)\$(?!\$)/g)) {
      const key = tex.replace(/\s+/g, ' ').trim();
      if (!forms.has(key)) forms.set(key, (await plainMath(key)) ?? key);
    }
  }
  return (tex) => forms.get(tex.replace(/\s+/g, ' ').trim()) ?? tex;
}
