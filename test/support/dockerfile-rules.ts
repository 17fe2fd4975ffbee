import { DockerfileParser, type From, type Instruction, type JSONInstruction } from 'dockerfile-ast';

interface Rule {
  /** A file that breaks the rule. */
  bad: string;
  find(all: Instruction[], stages: Instruction[][]): Instruction[];
}

const text = (one: Instruction) => one.getArgumentsContent() ?? '';
const named = (all: Instruction[], ...keywords: string[]) =>
  all.filter((one) => keywords.includes(one.getKeyword()));
const runs = (all: Instruction[], wrong: (command: string) => boolean) =>
  named(all, 'RUN').filter((one) => wrong(text(one)));
const installs = (command: string, tool: string) =>
  command.includes(`${tool} install`) || command.includes(`${tool} add`);

/** A table of hadolint's rules (https://github.com/hadolint/hadolint#rules), those that can concern such a file. */
export const rules: Record<string, Rule> = {
  DL3000: {
    bad: 'FROM a:1\nWORKDIR app',
    find: (all) => named(all, 'WORKDIR').filter((one) => !/^["']?[/$]/.test(text(one))),
  },
  DL3002: {
    bad: 'FROM a:1\nUSER node\nUSER root',
    find: (_all, stages) => {
      const last = named(stages.at(-1) ?? [], 'USER').at(-1);
      if (last === undefined) return stages.at(-1)?.slice(0, 1) ?? [];
      return /^(root|0)(:|$)/.test(text(last)) ? [last] : [];
    },
  },
  DL3003: {
    bad: 'FROM a:1\nRUN cd /x && ls',
    find: (all) => runs(all, (run) => /(^|[;&|]\s*)cd\s/.test(run)),
  },
  DL3004: { bad: 'FROM a:1\nRUN sudo ls', find: (all) => runs(all, (run) => /\bsudo\b/.test(run)) },
  DL3006: { bad: 'FROM debian', find: (all) => bases(all).filter((one) => !hasVersion(one)) },
  DL3007: {
    bad: 'FROM debian:latest',
    find: (all) => bases(all).filter((one) => one.getImageTag() === 'latest'),
  },
  DL3008: {
    bad: 'FROM a:1\nRUN apt-get install -y curl',
    find: (all) => runs(all, (run) => installs(run, 'apt-get') && !/\s\S+=\S+/.test(run)),
  },
  DL3009: {
    bad: 'FROM a:1\nRUN apt-get update && apt-get install -y a=1',
    find: (all) => runs(all, (run) => run.includes('apt-get update') && !run.includes('/var/lib/apt/lists')),
  },
  DL3011: {
    bad: 'FROM a:1\nEXPOSE 80000',
    find: (all) => named(all, 'EXPOSE').filter((one) => Number.parseInt(text(one), 10) > 65_535),
  },
  DL3012: {
    bad: 'FROM a:1\nHEALTHCHECK CMD a\nHEALTHCHECK CMD b',
    find: (_all, stages) => stages.flatMap((stage) => named(stage, 'HEALTHCHECK').slice(1)),
  },
  DL3015: {
    bad: 'FROM a:1\nRUN apt-get install -y a=1',
    find: (all) => runs(all, (run) => installs(run, 'apt-get') && !run.includes('--no-install-recommends')),
  },
  DL3016: {
    bad: 'FROM a:1\nRUN npm install express',
    find: (all) => runs(all, (run) => /npm (install|i) (?!-)[^@\s]+(\s|$)/.test(run)),
  },
  DL3018: {
    bad: 'FROM a:1\nRUN apk add curl',
    find: (all) => runs(all, (run) => installs(run, 'apk') && !/\s\S+=\S+/.test(run)),
  },
  DL3020: {
    bad: 'FROM a:1\nADD a /b',
    find: (all) => named(all, 'ADD').filter((one) => !/https?:|\.tar/.test(text(one))),
  },
  DL3021: {
    bad: 'FROM a:1\nCOPY a b c',
    find: (all) => named(all, 'COPY').filter((one) => sources(one).length > 2 && !text(one).endsWith('/')),
  },
  DL3022: {
    bad: 'FROM a:1\nCOPY --from=nowhere a b',
    find: (all) => {
      const stages = named(all, 'FROM').map((one) => (one as From).getBuildStage());
      return named(all, 'COPY').filter((one) => {
        const from = /--from=(\S+)/.exec(one.getTextContent())?.[1];
        return from !== undefined && !stages.includes(from) && !from.includes(':');
      });
    },
  },
  DL3025: {
    bad: 'FROM a:1\nCMD node main.js',
    find: (all) =>
      named(all, 'CMD', 'ENTRYPOINT').filter((one) => (one as JSONInstruction).getOpeningBracket() === null),
  },
  DL3027: {
    bad: 'FROM a:1\nRUN apt install x',
    find: (all) => runs(all, (run) => /\bapt (install|update)/.test(run)),
  },
  DL3042: {
    bad: 'FROM a:1\nRUN pip install x==1',
    find: (all) => runs(all, (run) => /pip3? install/.test(run) && !run.includes('--no-cache-dir')),
  },
  DL3044: {
    bad: 'FROM a:1\nENV A=1 B=$A',
    find: (all) =>
      named(all, 'ENV').filter((one) => {
        const names = [...text(one).matchAll(/(\w+)=/g)].map(([, name]) => name);
        return names.some((name) => new RegExp(`\\$\\{?${name}\\b`).test(text(one)));
      }),
  },
  DL3045: {
    bad: 'FROM a:1\nCOPY a b',
    find: (_all, stages) =>
      stages.flatMap((stage) => {
        const workdir = stage.findIndex((one) => one.getKeyword() === 'WORKDIR');
        const early = workdir === -1 ? stage : stage.slice(0, workdir);
        return named(early, 'COPY').filter((one) => !sources(one).at(-1)?.startsWith('/'));
      }),
  },
  DL3059: {
    bad: 'FROM a:1\nRUN a\nRUN b',
    find: (all) =>
      all.filter((one, index) => one.getKeyword() === 'RUN' && all[index - 1]?.getKeyword() === 'RUN'),
  },
  DL3061: {
    bad: 'RUN a\nFROM a:1',
    find: (all) => (['FROM', 'ARG', undefined].includes(all[0]?.getKeyword()) ? [] : all.slice(0, 1)),
  },
  DL4000: { bad: 'FROM a:1\nMAINTAINER me', find: (all) => named(all, 'MAINTAINER') },
  DL4003: {
    bad: 'FROM a:1\nCMD ["a"]\nCMD ["b"]',
    find: (_all, stages) => stages.flatMap((one) => named(one, 'CMD').slice(1)),
  },
  DL4004: {
    bad: 'FROM a:1\nENTRYPOINT ["a"]\nENTRYPOINT ["b"]',
    find: (_all, stages) => stages.flatMap((one) => named(one, 'ENTRYPOINT').slice(1)),
  },
  DL4006: {
    bad: 'FROM a:1\nRUN a | b',
    find: (all) =>
      named(all, 'SHELL').some((one) => text(one).includes('pipefail'))
        ? []
        : runs(all, (run) => /[^|]\|[^|]/.test(run)),
  },
};

export function dockerfileProblems(file: string): { code: string; line: number }[] {
  const all = DockerfileParser.parse(file).getInstructions();
  const stages: Instruction[][] = [];
  for (const one of all) {
    if (one.getKeyword() === 'FROM') stages.push([]);
    stages.at(-1)?.push(one);
  }
  return Object.entries(rules).flatMap(([code, { find }]) =>
    find(all, stages).map((one) => ({ code, line: one.getRange().start.line + 1 })),
  );
}

/** What is pulled, and not a stage of the file itself. */
function bases(all: Instruction[]): From[] {
  const froms = named(all, 'FROM') as From[];
  const stages = froms.map((one) => one.getBuildStage());
  return froms.filter((one) => !stages.includes(one.getImageName()));
}

function hasVersion(from: From): boolean {
  return from.getImageTag() !== null || from.getImageDigest() !== null;
}

function sources(copy: Instruction): string[] {
  return copy
    .getArguments()
    .map((argument) => argument.getValue())
    .filter((value) => !value.startsWith('--'));
}
