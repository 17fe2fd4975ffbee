import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { redisProgram } from '../test/support/requires.ts';

export interface Machine {
  processor: string;
  cores: number;
  memory: string;
  system: string;
  versions: Record<string, string>;
}

const packages = ['discord.js', '@slack/bolt', '@slack/web-api', 'bullmq', 'ioredis'];

export function readMachine(): Machine {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? 'unknown processor',
    cores: all.length,
    memory: `${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    system: `${type()} ${release()}`,
    versions: { node: process.versions.node, ...redisVersion(), ...packageVersions() },
  };
}

function redisVersion(): Record<string, string> {
  if (redisProgram === undefined) return {};
  const text = execFileSync(redisProgram, ['--version'], { encoding: 'utf8' });
  return { [/valkey/i.test(text) ? 'valkey' : 'redis']: /v=([\d.]+)/.exec(text)?.[1] ?? text.trim() };
}

function packageVersions(): Record<string, string> {
  const read = (name: string) =>
    (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;
  return Object.fromEntries(packages.map((name) => [name, read(name)]));
}
