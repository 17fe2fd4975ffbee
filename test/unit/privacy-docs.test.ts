import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type PersonalKind, personalWords } from '../../src/core/words/personal.ts';
import { keptFamilies } from '../../src/store/families.ts';
import { fitting } from '../../src/store/personal/family.ts';
import { register } from '../../src/store/personal/register.ts';

const page = readFileSync('docs/privacy.md', 'utf8');

/** What a platform keeps by itself has no entry in the register. */
const ofPlatforms: Partial<Record<PersonalKind, string[]>> = {
  messages: ['shelf:local-messages-<channel>'],
};

/** The table of the page, as the code has it. */
function table(): string {
  const kinds = Object.keys(personalWords) as PersonalKind[];
  const rows = kinds.map((kind) => {
    const { what, why, keptFor, forgotten } = personalWords[kind];
    const registered = register.filter((family) => family.kind === kind).flatMap(({ names }) => names);
    const names = [...registered, ...(ofPlatforms[kind] ?? [])];
    const cells = [names.map((name) => `\`${name}\``).join('<br>'), what, why, keptFor, forgotten];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| keys | what they hold | why | for how long | when forgotten |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

describe('docs/privacy.md', () => {
  test('its table lists every kind of personal data as the code has it', () => {
    expect(page).toContain(table());
  });

  test('every kind has keys that hold it, and each family of keys is one that is known', () => {
    for (const kind of Object.keys(personalWords) as PersonalKind[]) {
      const held = register.some((family) => family.kind === kind) || ofPlatforms[kind] !== undefined;
      expect(held, kind).toBe(true);
    }
    const families: readonly string[] = keptFamilies;
    for (const name of register.flatMap(({ names }) => names)) expect(families).toContain(name.split(':')[0]);
  });

  test.each([
    [['took:<member>'], 'took:discord:1', true],
    [['took:<member>'], 'took:', false],
    [['practice:<member>:cards'], 'practice:slack:U1:cards', true],
    [['practice:<member>:cards'], 'practice:slack:U1', false],
    [['feed:<feed>'], 'feed:abc', true],
    [['feed:<feed>'], 'feeds', false],
    [['feed:<feed>'], 'feed:abc:more', false],
    [['channel:<space>:<channel>:newest'], 'channel:discord:@1:2:newest', true],
  ])('names like %s: %s fits: %s', (names, key, fits) => {
    expect(fitting(names)(key)).toBe(fits);
  });
});
