import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export interface Passwords {
  /** Of the cluster's superuser, postgres. */
  postgres: string;
  /** Of the login role the app uses, patchbay. */
  patchbay: string;
}

/** Reads the passwords kept below `dataDir`, or draws and keeps new ones, readable by this user alone. */
export function keepPasswords(dataDir: string): Passwords {
  const file = path.join(dataDir, 'postgres-passwords.json');
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as Passwords;
  const drawn: Passwords = { postgres: draw(), patchbay: draw() };
  // Written aside and renamed: a crash never leaves half a file.
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(drawn)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return drawn;
}

/** 192 bits, in letters that need no escaping in a URL or in SQL. */
function draw(): string {
  return randomBytes(24).toString('base64url');
}
