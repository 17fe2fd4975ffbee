/**
 * Carries the Dockerfile's instructions out without Docker, and runs the result as a container would: in a folder of its
 * own with this machine's system beneath it, read-only, as another user, as process 1, without capabilities. Needs
 * root, `unshare`, `setpriv` and `redis-server`; the packages are fetched anew. Ends with 1 when something is not right.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Copy,
  DockerfileParser,
  type From,
  type Instruction,
  type JSONInstruction,
} from 'dockerfile-ast';
import { buildContext } from '../test/support/docker-ignore.ts';

interface Stage {
  root: string;
  workdir: string;
  environment: Record<string, string>;
  user: string;
  healthcheck: string[];
  command: string[];
}

const home = mkdtempSync(join(tmpdir(), 'viva-image-'));
const files = buildContext('.', readFileSync('.dockerignore', 'utf8'));
const stages = new Map<string, Stage>();
let stage: Stage | undefined;

/** This machine's system within a root; what is ours lies beside it. `data`: mounted over /data. */
function mounts(root: string, readOnly: boolean, data?: string): string {
  const bind = (from: string, to: string) =>
    `mount --rbind ${from} ${root}${to} && mount -o remount,ro,bind ${root}${to}`;
  const all = [
    ...(readOnly ? [`mount --bind ${root} ${root}`] : []),
    bind('/usr', '/usr'),
    bind('/etc', '/etc'),
    `mount --rbind /dev ${root}/dev`,
    `mount -t proc proc ${root}/proc`,
    `mount -t tmpfs tmpfs ${root}/tmp`,
    ...(data === undefined ? [] : [`mount --bind ${data} ${root}/data`]),
    ...(readOnly ? [`mount -o remount,ro,bind ${root}`] : []),
  ];
  return all.join(' && ');
}

function within(one: Stage, readOnly: boolean, data: string | undefined, argv: string[]): string[] {
  const quoted = argv.map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(' ');
  const variables = Object.entries({
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: '/tmp',
    ...one.environment,
  });
  const env = variables.map(([name, value]) => `'${name}=${value}'`).join(' ');
  const [user = '0', group = user] = one.user.split(':');
  const drop =
    user === '0'
      ? ''
      : `setpriv --reuid=${user} --regid=${group} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all`;
  const script = `${mounts(one.root, readOnly, data)} && exec chroot ${one.root} env -i -C ${one.workdir} ${env} ${drop} ${quoted}`;
  return ['-m', '-p', '-f', '--kill-child', 'sh', '-c', script];
}

function begin(from: From): Stage {
  const known = stages.get(from.getImage() ?? '');
  if (known !== undefined) throw new Error('a stage upon a stage is not rehearsed');
  const root = join(home, `stage${stages.size}`);
  for (const folder of ['usr', 'etc', 'dev', 'proc', 'tmp'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const name of ['bin', 'sbin', 'lib', 'lib64'])
    if (existsSync(`/${name}`)) symlinkSync(`usr/${name}`, join(root, name));
  const certificates = process.env.NODE_EXTRA_CA_CERTS;
  const environment: Record<string, string> =
    certificates === undefined ? {} : { NODE_EXTRA_CA_CERTS: certificates };
  const fresh = { root, workdir: '/', environment, user: '0', healthcheck: [], command: [] };
  stages.set(from.getBuildStage() ?? String(stages.size), fresh);
  return fresh;
}

function copy(one: Stage, instruction: Copy): void {
  const from = instruction.getFromFlag()?.getValue() ?? undefined;
  const sources = instruction.getArguments().map((argument) => argument.getValue());
  const to = sources.pop() ?? '';
  const target = join(one.root, resolve(one.workdir, to));
  for (const source of sources) {
    const base = from === undefined ? '.' : (stages.get(from)?.root ?? '');
    const path = join(base, source);
    if (!statSync(path).isDirectory()) {
      cpSync(path, to.endsWith('/') ? join(target, basename(source)) : target);
      continue;
    }
    // Only what .dockerignore lets in; of another stage, everything.
    const inside = from === undefined ? files.filter((file) => file.startsWith(`${source}/`)) : undefined;
    if (inside === undefined) cpSync(path, target, { recursive: true, verbatimSymlinks: true });
    for (const file of inside ?? []) cpSync(file, join(target, file.slice(source.length + 1)));
  }
}

function carryOut(instruction: Instruction): void {
  const keyword = instruction.getKeyword();
  const content = instruction.getArgumentsContent() ?? '';
  if (keyword === 'FROM') stage = begin(instruction as From);
  if (stage === undefined) return;
  const json = () =>
    (instruction as JSONInstruction).getJSONStrings().map((part) => JSON.parse(part.getValue()) as string);
  console.log(`${keyword} ${content.split('\n')[0]}`);
  switch (keyword) {
    case 'WORKDIR':
      stage.workdir = content;
      mkdirSync(join(stage.root, content), { recursive: true });
      break;
    case 'ENV':
      for (const [, name = '', value = ''] of content.matchAll(/(\w+)=(\S+)/g))
        stage.environment[name] = value;
      break;
    case 'COPY':
      copy(stage, instruction as Copy);
      break;
    case 'RUN':
      execFileSync('unshare', within(stage, false, undefined, ['sh', '-c', content]), {
        stdio: 'inherit',
      });
      break;
    case 'USER':
      stage.user = content;
      break;
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(content.slice(content.indexOf('['))) as string[];
      break;
    case 'ENTRYPOINT':
    case 'CMD':
      stage.command.push(...json());
      break;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

const results: [what: string, right: boolean][] = [];
function check(what: string, right: boolean): void {
  results.push([what, right]);
  console.log(`${right ? 'right' : 'WRONG'}  ${what}`);
}

async function tryOut(image: Stage): Promise<void> {
  const [redisPort, port] = [await freePort(), await freePort()];
  const redis = spawn('redis-server', ['--port', String(redisPort), '--save', '', '--bind', '127.0.0.1'], {
    stdio: 'ignore',
  });
  // A fresh volume begins as the image's folder is.
  const data = join(home, 'volume');
  cpSync(join(image.root, 'data'), data, { recursive: true });
  const { uid, gid } = statSync(join(image.root, 'data'));
  execFileSync('chown', [`${uid}:${gid}`, data]);
  Object.assign(image.environment, { REDIS_URL: `redis://127.0.0.1:${redisPort}`, VIVA_PORT: String(port) });
  const run = (argv: string[]) => spawnSync('unshare', within(image, true, data, argv), { encoding: 'utf8' });

  check('before the start the health check says no', run(image.healthcheck).status === 1);
  const viva = spawn('unshare', within(image, true, data, image.command), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  viva.stdout.setEncoding('utf8').on('data', (part: string) => {
    output += part;
  });
  const ended = new Promise<number | null>((done) => viva.on('exit', done));
  for (let look = 0; look < 300 && !output.includes('Viva is ready'); look += 1) await wait(100);
  check('it starts as process 1 of another user, on a read-only root', output.includes('Viva is ready'));
  const inside = Number(readFileSync(`/proc/${viva.pid}/task/${viva.pid}/children`, 'utf8').trim());
  const status = readFileSync(`/proc/${inside}/status`, 'utf8');
  check(
    'it is user 1000, without capabilities or a way to new ones',
    /^Uid:\t1000\t/m.test(status) &&
      /^CapEff:\t0+$/m.test(status) &&
      /^CapBnd:\t0+$/m.test(status) &&
      /^NoNewPrivs:\t1$/m.test(status) &&
      /^NSpid:\t\d+\t1$/m.test(status),
  );
  check('the health check says yes', run(image.healthcheck).status === 0);
  const page = await fetch(`http://127.0.0.1:${port}/readyz`);
  check(`/readyz: ${page.status} ${await page.text()}`, page.status === 200);
  const touch = run(['sh', '-c', 'touch /viva/x; touch /viva/dist/x; touch /data/x && echo written']);
  check(
    'only /data can be written to',
    touch.stdout === 'written\n' && (touch.stderr.match(/Read-only/g) ?? []).length === 2,
  );
  const backup = run([...image.command.slice(0, -1), 'backup', '-']);
  check(
    'a backup of it comes out of `backup -`',
    backup.status === 0 && backup.stdout.startsWith('{"format":"viva-backup"'),
  );
  check(
    'the packages for development are not in it',
    !existsSync(join(image.root, 'viva/node_modules/typescript')) &&
      existsSync(join(image.root, 'viva/node_modules/bullmq')),
  );
  process.kill(inside, 'SIGTERM');
  const began = performance.now();
  const code = await Promise.race([ended, wait(30_000, 'still running' as const)]);
  check(
    `SIGTERM ends it in order: ${code} after ${((performance.now() - began) / 1_000).toFixed(1)} s`,
    code === 0,
  );
  check('after the end the health check says no', run(image.healthcheck).status === 1);
  stop(viva);
  stop(redis);
  const size = execFileSync('du', ['-sm', join(image.root, 'viva')], { encoding: 'utf8' }).split('\t')[0];
  console.log(`/viva holds ${size} MB`);
}

function stop(child: ChildProcess): void {
  if (child.exitCode === null) child.kill('SIGKILL');
}

try {
  for (const instruction of DockerfileParser.parse(readFileSync('Dockerfile', 'utf8')).getInstructions())
    carryOut(instruction);
  if (stage !== undefined) await tryOut(stage);
} finally {
  rmSync(home, { recursive: true, force: true });
}
process.exitCode = results.length > 0 && results.every(([, right]) => right) ? 0 : 1;
