import { renameSync, statSync } from 'node:fs';
import { pino, type Logger } from 'pino';
import { factsOf } from './error-facts.ts';

/** Names that a secret could have, wherever a line has them. Nothing logs them; this is what stands behind that. */
const SECRETS = [
  'password',
  'newPassword',
  'token',
  'secret',
  'cookie',
  'authorization',
  'headers',
  'body',
  'params',
  'env',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** At this size a file is put aside, in place of the one that was put aside before. Looked at once in a while. */
const FULL = 64 * 1024 * 1024;
const LOOK_MS = 60_000;

/** One line of JSON for each thing that happened. */
export function openLog(file: string): Logger {
  const out = pino.destination({ dest: file, mkdir: true, sync: true, mode: 0o600 });
  const putAside = () => {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < FULL) return;
    renameSync(file, `${file}.1`);
    out.reopen();
  };
  putAside();
  setInterval(putAside, LOOK_MS).unref();
  return pino({ level: 'info', redact: SECRETS, serializers: { err: factsOf } }, out);
}
