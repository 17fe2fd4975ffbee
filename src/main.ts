#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { runCli } from './cli/cli.ts';

// The only reader of the environment. An .env file fills in what is not set already.
if (existsSync('.env')) process.loadEnvFile('.env');

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  path: process.env.PATH ?? '',
  isTerminal: process.stdout.isTTY === true,
  input: process.stdin,
  output: process.stdout,
  print: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
  onSignal: (listener) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => listener(signal));
  },
  onStrayRejection: (listener) => void process.on('unhandledRejection', listener),
  exit: (code) => process.exit(code),
});
