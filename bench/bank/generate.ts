import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { difficulties, topicCodes, topics } from '../../src/core/question.ts';
import { type Chance, chanceOf, sentence, term } from './vocabulary.ts';

/** Writes a bank of so many questions, some 3 KB each: the same for the same count, on every machine. */
export function writeBank(folder: string, count: number): void {
  for (const code of topicCodes) mkdirSync(join(folder, topics[code].folder), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const code = topicCodes[index % topicCodes.length] ?? 'DL';
    const number = Math.floor(index / topicCodes.length) + 1;
    const id = `${code}${String(number).padStart(4, '0')}`;
    const text = questionText(id, code, index, chanceOf(id));
    writeFileSync(join(folder, topics[code].folder, `${id}-generated.md`), text);
  }
}

function questionText(id: string, topic: string, index: number, chance: Chance): string {
  const name = [term(chance), term(chance), term(chance)];
  const title = `${name.join(' ')} ${Math.floor(index / 7) + 1}`.replace(/^./, (first) =>
    first.toUpperCase(),
  );
  const tags = [...new Set(name.slice(0, 2).map((one) => one.toLowerCase()))].join(', ');
  const day = new Date(Date.UTC(2026, 0, 1 + (index % 365))).toISOString().slice(0, 10);
  const text = (sentences: number) =>
    Array.from({ length: sentences }, () => sentence(chance, 8 + Math.floor(chance() * 14))).join(' ');
  const choice = (letter: string, right: boolean) =>
    `- [${right ? 'x' : ' '}] ${sentence(chance, 10).slice(0, 100)} ${letter}\n\n  ${text(2)}\n`;
  const point = (number: number) => `${number}. **${term(chance)}.** ${text(1)}`;
  return `---
id: ${id}
title: ${title}
topic: ${topic}
difficulty: ${difficulties[index % 3]}
tags: [${tags}]
since: ${day}
references:
  - author: A. Author, B. Author
    title: ${title}
    venue: ICML
    year: 2024
---

${text(2)} With $k = ${index}$ and $x_i \\in \\mathbb{R}^d$ that is so.

**${text(1)}**

## Hint

${text(2)}

## Choices

${['one', 'two', 'three', 'four'].map((letter, place) => choice(letter, place === index % 4)).join('\n')}
## Key points

${[1, 2, 3, 4].map(point).join('\n')}

## Answer

${text(6)}

$$
\\sum_{i=1}^{${index + 1}} w_i x_i = y + ${index}
$$

${text(5)} *${sentence(chance, 4)}*
${index % 3 === 0 ? `\n## More\n\n${text(8)}\n` : ''}`;
}
