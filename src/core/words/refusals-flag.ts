import type { FlagRefusal } from '../refusal.ts';
import type { Block } from '../rich-text.ts';
import { code, paragraph } from './common.ts';

/** Why something was not flagged, or a flag not resolved: a title, and what to do. */
export function flagRefused(refusal: FlagRefusal): [string, ...Block[]] {
  switch (refusal.kind) {
    case 'nobody-to-tell':
      return [
        'Not from here',
        paragraph(
          'Nobody manages a direct message. Say it under the answer in a server: those who manage Viva there read it.',
        ),
      ];
    case 'question-gone':
      return [
        `${refusal.question} is not in the bank any more`,
        paragraph('It was taken out or got another id, so nothing needs to be mended there.'),
      ];
    case 'no-reason':
      return ['What is it?', paragraph('Press the button again, and choose what is wrong.')];
    case 'no-remark':
      return [
        'Say what it is',
        paragraph('“Something else” says nothing by itself. Press the button again, and add a line.'),
      ];
    case 'remark-too-long':
      return [
        'That is too long',
        paragraph(
          `It has ${refusal.length} characters, and ${refusal.limit} are read. Press the button again, and say it in fewer.`,
        ),
      ];
    case 'too-many-flags':
      return [
        'That is a lot at once',
        paragraph(
          `${refusal.limit} of your flags wait to be looked at. Once some of them are, you can raise more.`,
        ),
      ];
    case 'flags-gone':
      return [
        `Nothing open on ${refusal.question}`,
        paragraph('Somebody resolved it meanwhile. ', code('/viva-admin flags'), ' shows what is open now.'),
      ];
  }
}
