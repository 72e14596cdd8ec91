import { createHash } from 'node:crypto';
import type { Pages } from '../../context.ts';
import type { Place } from '../environments/machines.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 125 bits: nobody guesses one, and a DNS label has room for twice as many. */
const LETTERS = 25;
const LABEL = new RegExp(`^[a-z2-7]{${LETTERS}}$`);

/** The host name's first label for a port of a machine: the same at every visit, and telling nothing. */
export function labelOf({ environmentId, component, idx }: Place, port: number): string {
  const digest = createHash('sha256').update(`page ${environmentId} ${component} ${idx} ${port}`).digest();
  return Array.from(digest.subarray(0, LETTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

export function originOf({ secure, domain, port }: Pages, label: string): string {
  return `${secure ? 'https' : 'http'}://${label}.${domain}${port === null ? '' : `:${port}`}`;
}

/** What a Host header names: a port of a machine, no port of any machine, or null when it is not below the domain. */
export function pageOf(pages: Pages | null, host: string | undefined): { label: string | null } | null {
  const name = (host ?? '').toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
  if (!pages || !name.endsWith(`.${pages.domain}`)) return null;
  const label = name.slice(0, -pages.domain.length - 1);
  return { label: LABEL.test(label) ? label : null };
}
