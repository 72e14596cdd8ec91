import { expect, it } from 'vitest';
import type { Abstraction } from '@patchbay/catalog';
import { abstraction, catalogWith } from '../../test/builders.ts';
import { tryRanges } from './index.ts';
import { MAX_CHOICES } from './ranges.ts';

const many = (part: string, more: Partial<Abstraction['parameters'][number]> = {}) => ({
  name: `${part}s`,
  label: part,
  targets: [{ part, property: 'count' }],
  changeable: false,
  ...more,
});
/** PCs on a switch of eight ports. */
const lab = (...parameters: Abstraction['parameters']) =>
  abstraction(
    'lab',
    { pc: { type: 'x86-pc' }, hub: { type: 'switch-8' } },
    { joins: [['pc.eth', 'hub.port']], parameters },
  );

it.each<[string, Abstraction, unknown]>([
  ['no parameter', lab(), null],
  ['a range that fits', lab(many('pc', { max: 8 })), { tried: 2, valid: 2, failing: null }],
  ['one port too few', lab(many('pc', { max: 9 })), { tried: 2, valid: 1, failing: { pcs: 9 } }],
  [
    'two ranges, all ends with all',
    lab(many('pc', { max: 9 }), many('hub', { max: 2 })),
    // One PC has no port for a second switch, and nine are too many for one.
    { tried: 4, valid: 2, failing: { pcs: 1, hubs: 2 } },
  ],
])('%s', (_, body, expected) => {
  expect(tryRanges(body, catalogWith())).toEqual(expected);
});

it('many parameters are tried one by one', () => {
  const fields = ['count', 'cpu', 'memoryMiB', 'diskGiB'];
  const names = Array.from({ length: 20 }, (_, n) => fields[n % fields.length] ?? '');
  const parameters = names.map((property, n) => ({
    ...many('pc'),
    name: `p${n}`,
    targets: [{ part: 'pc', property }],
  }));
  const body = abstraction('wide', { pc: { type: 'server-x86-64' } }, { parameters });
  expect(tryRanges(body, catalogWith())?.tried).toBe(MAX_CHOICES);
});
