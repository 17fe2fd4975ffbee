import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, command, openBench, picture, png, quiz, withPicture } from './bench.ts';

let bench: Bench;
const folder = mkdtempSync(join(tmpdir(), 'viva-page-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Viva</title>');
writeFileSync(join(folder, 'assets', 'index-1.js'), 'export {};');
writeFileSync(join(folder, 'secret.js'), 'secret');

beforeEach(async () => {
  bench = await openBench({ pageFolder: folder });
});
afterEach(() => bench.close());

const json = 'application/json';

describe('the Host of a request', () => {
  it('must be the bound loopback address', async () => {
    const hosts = ['evil.example', `evil.example:${bench.port}`, '127.0.0.1', `127.0.0.1:${bench.port + 1}`];
    for (const host of hosts) {
      for (const path of ['/', '/api/state?as=ada', '/pictures/x.png']) {
        const answer = await bench.raw(path, { headers: { host } });
        expect(answer.status, `${host} ${path}`).toBe(403);
        expect(answer.text).toContain(bench.url);
      }
    }
  });

  it('may be any name of loopback', async () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST']) {
      const headers = { host: `${name}:${bench.port}` };
      expect((await bench.raw('/', { headers })).status, name).toBe(200);
    }
  });
});

describe('a POST', () => {
  const body = JSON.stringify(command('ada', '/viva help'));

  it('must come from the page itself', async () => {
    const origins = [
      'http://evil.example',
      'null',
      'https://127.0.0.1:1',
      `http://localhost:${bench.port}`,
      undefined,
    ];
    for (const origin of origins) {
      const headers = { 'content-type': json, ...(origin === undefined ? {} : { origin }) };
      const answer = await bench.raw('/api/command', { method: 'POST', headers, body });
      expect(answer.status, origin).toBe(403);
      expect(JSON.parse(answer.text).error).toMatch(/Only the page itself/);
    }
    expect(bench.exchanges).toEqual([]);
  });

  it('must be JSON, which no form can send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
      const headers = { 'content-type': type, origin: bench.url };
      expect((await bench.raw('/api/command', { method: 'POST', headers, body })).status, type).toBe(403);
    }
    expect(bench.exchanges).toEqual([]);
  });

  it('is turned away with words when its body is not right', async () => {
    const right = command('ada', '/viva help');
    const bodies: [string, object][] = [
      ['/api/command', { ...right, as: 'eve' }],
      ['/api/command', { ...right, id: 'twice' }],
      ['/api/command', { ...right, text: '' }],
      ['/api/command', { ...right, extra: 1 }],
      ['/api/command', { ...right, text: 'x'.repeat(4001) }],
      ['/api/command', { ...right, text: '/other thing' }],
      ['/api/press', { as: 'ada', message: '../x', action: 'viva1/x', id: right.id }],
      ['/api/submit', { as: 'ada', form: 'viva1/submit-form/me', values: { other: 'x' }, id: right.id }],
      [
        '/api/submit',
        { as: 'ada', form: 'viva1/submit-form/me', values: { zone: 'x'.repeat(61) }, id: right.id },
      ],
    ];
    for (const [path, wrong] of bodies) {
      const answer = await bench.post(path, wrong);
      expect(answer.status, JSON.stringify(wrong).slice(0, 80)).toBe(400);
      expect(JSON.parse(answer.text).error.length).toBeGreaterThan(10);
    }
    const headers = { 'content-type': json, origin: bench.url };
    expect((await bench.raw('/api/command', { method: 'POST', headers, body: '{' })).status).toBe(400);
    expect(bench.exchanges).toEqual([]);
  });

  it('with too long or no text is turned away with words for whoever wrote it', async () => {
    const tooLong = 'That is too long: a message has 4,000 characters at most.';
    const cases: [text: string, status: number, words: string][] = [
      ['x'.repeat(4_001), 400, tooLong],
      // Not even read.
      ['x'.repeat(20_000), 413, tooLong],
      ['x'.repeat(1_000_000), 413, tooLong],
      [' \n\t ', 400, 'There is nothing in it. Write something first.'],
    ];
    for (const path of ['/api/say', '/api/command']) {
      for (const [text, status, words] of cases) {
        const answer = await bench.post(path, command('ada', text));
        expect([answer.status, JSON.parse(answer.text)]).toEqual([status, { error: words }]);
      }
    }
    expect(bench.exchanges).toEqual([]);
    expect((await bench.state('ada')).messages).toEqual([]);
    const longest = command('ada', '\u{1f9ea}'.repeat(2_000));
    expect((await bench.post('/api/say', longest)).status).toBe(200);
  });

  it('reaches no channel that the person does not see', async () => {
    const answer = await bench.post('/api/say', { ...command('ben', 'hello'), channel: 'dm-ada' });
    expect(answer.status).toBe(404);
    expect((await bench.state('ada')).messages).toEqual([]);
  });
});

describe('what the page is made of', () => {
  it('is served under a strict policy', async () => {
    const page = await bench.raw('/');
    expect(page.text).toContain('<title>Viva</title>');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'self';/);
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    const asset = await bench.raw('/assets/index-1.js');
    expect(asset.status).toBe(200);
    expect(asset.headers['content-type']).toMatch(/^text\/javascript/);
    for (const answer of [page, asset, await bench.raw('/nowhere')]) {
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('never leads out of its folder', async () => {
    const tries = [
      '..%2fsecret.js',
      '../secret.js',
      '%2e%2e/secret.js',
      '..\\secret.js',
      '.hidden.js',
      'none.js',
    ];
    for (const name of tries) {
      const answer = await bench.raw(`/assets/${name}`);
      // A backslash does not even get past the server's own reading of the address.
      expect([400, 404], name).toContain(answer.status);
      expect(answer.text).not.toContain('secret');
    }
  });

  it('tells how to build the page where it is missing', async () => {
    const bare = await openBench();
    const answer = await bare.raw('/');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('vite build');
    await bare.close();
  });
});

describe('pictures', () => {
  it('are only those of cards that were shown', async () => {
    const shown = picture('shown1');
    const hidden = picture('hidden1');
    await bench.platform.publish(quiz, withPicture('With a picture', shown), {
      round: undefined,
      nonce: 'a',
    });
    const answer = await bench.raw('/pictures/shown1.png');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('image/png');
    expect(Buffer.from(answer.text, 'latin1').equals(png)).toBe(true);
    const tries = [
      hidden.id,
      `..%2f${hidden.id}`,
      encodeURIComponent(hidden.path.replace(/\.png$/, '')),
      '../../etc/passwd',
      '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
      'shown1.png%00',
    ];
    for (const name of tries) expect((await bench.raw(`/pictures/${name}.png`)).status, name).toBe(404);
  });

  it('of private answers and direct messages are for their person', async () => {
    const own = await openBench({
      deliver: ({ respond }) => respond.reply(withPicture('For Ben', picture('forben'))),
    });
    await own.post('/api/command', command('ben', '/viva help'));
    expect((await own.raw('/pictures/forben.png?as=ben')).status).toBe(200);
    expect((await own.raw('/pictures/forben.png?as=ada')).status).toBe(404);
    expect((await own.raw('/pictures/forben.png')).status).toBe(404);
    const direct = { kind: 'member', space: 'local:local', member: 'local:ben' } as const;
    const message = withPicture('For Ben too', picture('direct'));
    await own.platform.publish(direct, message, { round: undefined, nonce: 'd' });
    expect((await own.raw('/pictures/direct.png?as=ben')).status).toBe(200);
    expect((await own.raw('/pictures/direct.png?as=ada')).status).toBe(404);
    expect((await own.raw('/pictures/direct.png')).status).toBe(404);
    await own.close();
  });

  it('never tell where they lie', async () => {
    const shown = picture('shown2');
    await bench.platform.publish(quiz, withPicture('With a picture', shown), {
      round: undefined,
      nonce: 'b',
    });
    const { text } = await bench.raw('/api/state?as=ada');
    expect(text).toContain('shown2');
    expect(text).not.toContain(tmpdir());
  });
});
