import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RedisClient } from './connection.ts';

export type ScriptName =
  | 'create-feed'
  | 'update-feed'
  | 'remove-feed'
  | 'advance-due'
  | 'commit-round'
  | 'lease-round'
  | 'release-round'
  | 'sending-round'
  | 'open-round'
  | 'fail-round'
  | 'close-round'
  | 'show-close'
  | 'void-round'
  | 'queue-question'
  | 'record-deeds'
  | 'read-board'
  | 'correct-streaks'
  | 'newest-round'
  | 'forget-deeds'
  | 'forget-creator'
  | 'forget-tally'
  | 'keep-answer'
  | 'change-practice'
  | 'put-flag'
  | 'count-round'
  | 'change-reminders'
  | 'write-ledger'
  | 'take-lease'
  | 'release-lease';

/** Runs a script of the folder `scripts/`: what each takes and gives stands on its top. */
export type RunScript = (name: ScriptName, keys: string[], args: (string | number)[]) => Promise<unknown>;

type Command = (count: number, ...rest: (string | number)[]) => Promise<unknown>;

/** ioredis sends the script's hash and, only where Redis does not know it yet, its text. */
export function loadScripts(redis: RedisClient): RunScript {
  const folder = fileURLToPath(new URL('./scripts/', import.meta.url));
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.lua'))) {
    redis.defineCommand(commandName(file.slice(0, -4)), { lua: withParts(folder, file) });
  }
  const commands = redis as unknown as Record<string, Command>;
  return (name, keys, args) => {
    const command = commands[commandName(name)];
    if (command === undefined) throw new Error(`the script ${name}.lua is missing`);
    return command.call(redis, keys.length, ...keys, ...args);
  };
}

/** A script that says `Includes: parts/x.lua` begins with that part: Redis knows no modules. */
function withParts(folder: string, file: string): string {
  const text = readFileSync(folder + file, 'utf8');
  const part = /^-- Includes: (\S+)$/m.exec(text)?.[1];
  return part === undefined ? text : `${readFileSync(folder + part, 'utf8')}\n${text}`;
}

function commandName(script: string): string {
  return `viva:${script}`;
}
