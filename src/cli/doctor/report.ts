import type { Finding, Mark } from '../../app/ports/doctor.ts';
import { redact } from '../../ops/log.ts';
import type { Console } from '../console.ts';

const marks: Record<Mark, string> = { well: '  well ', warn: '  warn ', wrong: '  WRONG' };

interface Placed extends Finding {
  area: string;
}

/** Collects findings by area, and shows them: as lines for people while they come, or as JSON at the end. */
export interface Report {
  add(area: string, findings: readonly Finding[]): void;
  /** Gives the process's exit code: 1 where something is wrong. */
  end(): number;
}

export function createReport(io: Console, asJson: boolean): Report {
  const all: Placed[] = [];
  const hide = hider(io.environment);
  let shownArea = '';
  return {
    add(area, findings) {
      for (const given of findings) {
        const finding: Placed = {
          area,
          id: given.id,
          mark: given.mark,
          text: hide(given.text),
          ...(given.mend === undefined || given.mark === 'well' ? {} : { mend: hide(given.mend) }),
        };
        all.push(finding);
        if (asJson) continue;
        if (area !== shownArea) io.print(`${shownArea === '' ? '' : '\n'}${area}`);
        shownArea = area;
        io.print(`${marks[finding.mark]}  ${finding.text}`);
        if (finding.mend !== undefined) io.print(`         ${finding.mend}`);
      }
    },
    end() {
      const count = (mark: Mark) => all.filter((one) => one.mark === mark).length;
      const [well, warnings, wrong] = [count('well'), count('warn'), count('wrong')];
      if (asJson) io.print(JSON.stringify({ well, warnings, wrong, findings: all }, null, 2));
      else for (const line of ['', ...ending(warnings, wrong)]) io.print(line);
      return wrong > 0 ? 1 : 0;
    },
  };
}

function ending(warnings: number, wrong: number): string[] {
  const look = warnings === 0 ? '' : `${warnings} to look at`;
  if (wrong > 0) {
    return [
      `${wrong} to mend${look === '' ? '' : `, ${look}`}.`,
      'Next: do what stands under each WRONG, then run `viva doctor` again. A running Viva takes a changed .env with its next start.',
    ];
  }
  if (warnings > 0) return [`Nothing is wrong; ${look}.`, 'Next: read what stands under each warn.'];
  return ['All is well.'];
}

const secretKeys = ['DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'];

/** Takes every secret of this environment out of a text, whatever a library's error put there. */
function hider(environment: Console['environment']): (text: string) => string {
  const secrets = secretKeys.flatMap((key) => [environment[key] ?? '']);
  for (const [, password = ''] of (environment.REDIS_URL ?? '').matchAll(/:\/\/[^\s/@]*:([^\s/@]+)@/g)) {
    secrets.push(password, safeDecode(password));
  }
  // Shorter ones would take ordinary words apart, and are no secrets.
  const real = secrets.filter((secret) => secret.length >= 6);
  return (text) => real.reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), redact(text));
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
