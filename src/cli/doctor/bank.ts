import type { Bank } from '../../app/ports/bank.ts';
import type { Finding } from '../../app/ports/doctor.ts';
import { loadBank } from '../../bank/load-bank.ts';
import { emptyFolder } from '../../bank/question-files.ts';
import type { Config } from '../../config.ts';
import { checkFigure, checkMath } from '../../render/check.ts';

/** So many mistakes are shown; `viva check` shows all of them. */
const shown = 5;

export async function lookAtBank(config: Config): Promise<{ bank: Bank; findings: Finding[] }> {
  const folders = [...config.questionFolders];
  const { bank, problems: all } = await loadBank(folders, { checkMath, checkFigure });
  // Named below, with what to do about it.
  const problems = bank.size > 0 ? all : all.filter(({ message }) => message !== emptyFolder);
  const findings = problems.slice(0, shown).map(({ file, line, message }): Finding => {
    const isFolder = folders.includes(file);
    return {
      id: isFolder ? 'questions-unreadable' : 'question-mistake',
      mark: 'wrong',
      text: isFolder ? `${file}: ${message}.` : `${file}:${line}  ${message}`,
      mend: isFolder
        ? 'Set VIVA_QUESTIONS to folders that are there and that this user may read.'
        : 'Mend that line (docs/writing-questions.md); until then the question is left out.',
    };
  });
  if (problems.length > shown) {
    findings.push({
      id: 'question-mistake',
      mark: 'wrong',
      text: `${problems.length - shown} more mistakes in questions.`,
      mend: '`viva check` names them all.',
    });
  }
  const unreadable = problems.filter(({ file }) => folders.includes(file)).length;
  if (bank.size === 0 && unreadable < folders.length) {
    findings.push({
      id: 'questions-empty',
      mark: 'wrong',
      text: `There is no question in ${folders.join(', ')}, so nothing can be posted.`,
      mend: 'Set VIVA_QUESTIONS to folders that hold questions (.md files), such as the folder questions that Viva comes with.',
    });
  }
  if (bank.size > 0) {
    findings.push({
      id: 'questions',
      mark: 'well',
      text: `${bank.size} ${bank.size === 1 ? 'question serves' : 'questions serve'}.`,
    });
  }
  return { bank, findings };
}
