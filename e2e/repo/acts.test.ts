import { expect, it } from 'vitest';
import { read } from './tree.ts';

/** Procedures that a file has as keys of a record, such as `'members.add': ...`. */
function keysIn(file: string, until: string): string[] {
  const [part = ''] = read(file).split(until);
  return [...part.matchAll(/^ {2}'([a-zA-Z]+\.[a-zA-Z]+)':/gm)].map((found) => found[1] ?? '').toSorted();
}

it('every act that is written into a log has a name that people read', () => {
  const written = keysIn('apps/server/src/features/audit/acts.ts', 'export const UNTOLD');
  expect(written.length).toBeGreaterThan(30);
  expect(keysIn('apps/web/src/messages/audit.ts', 'const refusals')).toEqual(written);
});
