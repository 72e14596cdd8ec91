import { flatId, MAX_DEPTH, MAX_TOTAL_COPIES } from '@patchbay/engine/design';
import { z } from 'zod';

/** Pieces of procedure inputs that several features share. Every string and list is bounded. */
export const id = z.string().regex(/^[a-z]{2,12}_[a-zA-Z0-9]{1,40}$/);
/** Made by the client once per intent and sent again on a retry. */
export const key = z.uuid();
export const name = z.string().trim().min(1).max(200);
export const revision = z.int().min(1).max(1_000_000_000);
/** Nothing is planned or was used outside of these years, and every clock can say them. */
const [FIRST, LAST] = [Date.UTC(2000, 0), Date.UTC(2200, 0)];
export const instant = z.iso
  .datetime({ offset: true })
  .max(40)
  .refine((text) => Date.parse(text) >= FIRST && Date.parse(text) < LAST, 'not between 2000 and 2200');
/** An IANA time zone that this runtime knows. */
export const zone = z.string().min(1).max(60).refine(isZone, 'not a time zone');
function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
/** A component of a flattened design, and which of its copies. */
export const component = flatId;
export const copy = z.int().min(0).max(MAX_TOTAL_COPIES);
export const tcpPort = z.int().min(1).max(65_535);
export const email = z.email().max(200).toLowerCase();
export const password = z.string().min(10).max(128);

/** NUL and half of a surrogate pair: no text, and no database takes them. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/**
 * What is wrong with an input before its schema is asked: nested too deep, or a key that reaches for a prototype.
 * Breadth-first, so that depth costs no stack.
 */
export function inputProblem(value: unknown): string | null {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH} levels`;
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item === 'string' && UNSTORABLE.test(item)) return 'a character that is no text';
      if (typeof item !== 'object' || item === null) continue;
      if (Object.hasOwn(item, '__proto__')) return 'a key that is not allowed';
      for (const child of Object.values(item)) next.push(child);
    }
    level = next;
  }
  return null;
}
