import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FirstPassword } from './seed.ts';
import type { Settings } from './settings.ts';

/** What a start prints for whoever runs the server. Secrets among it are printed once and kept nowhere. */

export function tellWorld(wanted: Settings['world'], demo: boolean): void {
  const is = demo ? 'demo' : 'live';
  if (wanted && wanted !== is)
    console.log(`WORLD is ${wanted}, but this database holds a ${is} world, which it stays.`);
}

export function tellPasswords(
  { test, dataDir }: Pick<Settings, 'test' | 'dataDir'>,
  passwords: readonly FirstPassword[],
): void {
  if (passwords.length === 0) return;
  console.log('\nThe demo world was made. These passwords are shown once:');
  for (const { role, email, password } of passwords)
    console.log(`  ${role.padEnd(9)} ${email.padEnd(28)} ${password}`);
  console.log('');
  if (test)
    writeFileSync(path.join(dataDir, 'first-passwords.json'), JSON.stringify(passwords), { mode: 0o600 });
}

export function tellPause(paused: boolean): void {
  if (paused)
    console.log(
      'This world was restored and is paused: nothing is started, ended or looked at until an operator resumes it under Data center.',
    );
}

/** The token stands behind a #, so that no browser sends it to a server or a proxy as a part of an address. */
export function tellSetUp(url: string, token: string | null): void {
  if (token === null) return;
  console.log(
    `\nThis world has no operator yet. Within 24 hours, make the first one at\n  ${url}/set-up#${token}\n`,
  );
}
