import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inviteLink, neededPermissions } from '../../src/platforms/discord/invite.ts';
import { botScopes, slackManifest } from '../../src/platforms/slack/manifest.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const discord = read('docs/setup-discord.md');
const slack = read('docs/setup-slack.md');

test('the invite link of the page on Discord asks for exactly what Viva needs', () => {
  expect(discord).toContain(`<${inviteLink('YOUR_APPLICATION_ID')}>`);
  const number = new URL(inviteLink('1')).searchParams.get('permissions');
  expect(discord).toContain(`The number ${number} is the sum`);
  for (const { name } of neededPermissions) expect(discord).toContain(`| ${name} |`);
});

test('the manifest of the page on Slack is the one that viva manifest prints', () => {
  const shown = /```json\n([\s\S]*?)\n```/.exec(slack)?.[1] ?? '';
  expect(JSON.parse(shown)).toEqual(slackManifest());
});

test('the page on Slack tells what each scope is for, and of no other', () => {
  const rows = [...slack.matchAll(/^\| (`[\w:]+`(?:, `[\w:]+`)*) \| [^|]+ \|$/gm)].flatMap(([, cell = '']) =>
    cell.split(', ').map((scope) => scope.replaceAll('`', '')),
  );
  expect(rows.sort()).toEqual([...botScopes].sort());
});

describe('what the pages say of the doctor', () => {
  const sources = [
    'src/cli/doctor/feeds.ts',
    'src/cli/doctor/clock.ts',
    'src/cli/doctor/processes.ts',
    'src/cli/doctor/storage.ts',
    'src/store/redis-settings.ts',
    'src/platforms/discord/doctor.ts',
    'src/platforms/slack/doctor.ts',
  ].map(read);
  const known = new Set([
    ...sources.flatMap((text) => [...text.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, id = '']) => id)),
    'no-gateway',
    'no-scheduler',
    'no-worker',
  ]);

  test.each([
    ['Discord', discord],
    ['Slack', slack],
  ])('each finding that the page on %s names is one that the doctor has', (_, page) => {
    const table = page.slice(page.indexOf('## When something is not right'));
    const named = [...table.matchAll(/`([a-z]+(?:-[a-z]+)+|clock)`/g)].map(([, id = '']) => id);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  test.each([
    ['Discord', discord],
    ['Slack', slack],
  ])('each link to a file of ours on the page on %s leads somewhere', (_, page) => {
    const files = [...page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((path) => !existsSync(new URL(`../../docs/${path}`, import.meta.url)))).toEqual([]);
  });
});
