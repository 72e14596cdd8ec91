import { shippedCatalog, type Abstraction } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { abstraction } from '../../../test/builders.ts';
import { isLater, nextVersion, readVersionDiff, type VersionNote } from '../index.ts';

const memory = (more: Partial<Abstraction['parameters'][number]> = {}) => ({
  name: 'memory',
  label: 'Memory',
  targets: [{ part: 'pc', property: 'memoryMiB' }],
  default: 256,
  changeable: false,
  ...more,
});
type Parts = Parameters<typeof abstraction>[1];
type Outer = Parameters<typeof abstraction>[2];
const PARTS: Parts = { pc: { type: 'x86-pc', no: 0 }, os: { type: 'windows-98', host: 'pc', no: 1 } };
const made = (parts: Parts = PARTS, outer: Outer = {}) =>
  abstraction('made', parts, { ports: { eth: 'pc.eth' }, parameters: [memory()], ...outer });
const codes = (notes: readonly VersionNote[]) => notes.map(({ code }) => code);

describe('what differs between two versions, and how large that is', () => {
  it.each<[string, Abstraction, readonly string[], string]>([
    ['nothing', made(), [], 'patch'],
    [
      'another default',
      made(PARTS, { parameters: [memory({ default: 512 })] }),
      ['parameter.default'],
      'patch',
    ],
    [
      'a default that moves with the body',
      made(
        { ...PARTS, pc: { type: 'x86-pc', no: 0, properties: { memoryMiB: 512 } } },
        { parameters: [memory({ default: 512 })] },
      ),
      ['parameter.default'],
      'patch',
    ],
    [
      'a value that nobody chooses',
      made({ ...PARTS, pc: { type: 'x86-pc', no: 0, properties: { cpu: 2 } } }),
      ['part.property'],
      'patch',
    ],
    ['a narrower range', made(PARTS, { parameters: [memory({ max: 512 })] }), ['parameter.most'], 'major'],
    [
      'a higher least value',
      made(PARTS, { parameters: [memory({ min: 256 })] }),
      ['parameter.least'],
      'major',
    ],
    [
      'one that may change',
      made(PARTS, { parameters: [memory({ changeable: true })] }),
      ['parameter.changeable'],
      'minor',
    ],
    ['a parameter less', made(PARTS, { parameters: [] }), ['parameter.removed'], 'major'],
    [
      'a parameter more',
      made(PARTS, {
        parameters: [
          memory(),
          memory({ name: 'n', label: 'N', targets: [{ part: 'pc', property: 'count' }], default: 1 }),
        ],
      }),
      ['parameter.added'],
      'minor',
    ],
    ['a port less', made(PARTS, { ports: {} }), ['port.removed'], 'major'],
    [
      'a port that takes more',
      made({ ...PARTS, pc: { type: 'x86-pc', no: 0, count: 2 } }),
      ['port.changed', 'part.property'],
      'minor',
    ],
    ['a part less', made({ pc: { type: 'x86-pc', no: 0 } }), ['part.removed'], 'major'],
    ['a part more', made({ ...PARTS, hub: { type: 'switch-8', no: 2 } }), ['part.added'], 'minor'],
    [
      'a part of another type',
      made({ ...PARTS, os: { type: 'windows-2000', host: 'pc', no: 1 } }),
      ['part.type'],
      'patch',
    ],
    [
      'a part of another name',
      made({ ...PARTS, os: { type: 'windows-98', host: 'pc', no: 1, called: 'System' } }),
      ['part.name'],
      'patch',
    ],
  ])('%s', (_, to, expected, step) => {
    const read = readVersionDiff(made(), to, shippedCatalog);
    expect([codes(read.notes), read.step]).toEqual([expected, step]);
  });
});

it.each([
  ['', 'patch', '1.0.0'],
  ['1.2.3', 'patch', '1.2.4'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'major', '2.0.0'],
] as const)('after %s comes, with a %s step, %s', (before, step, after) => {
  expect(nextVersion(before, step)).toBe(after);
});

it.each([
  ['1.0.1', '1.0.0', true],
  ['1.0.10', '1.0.9', true],
  ['2.0.0', '1.9.9', true],
  ['1.0.0', '1.0.0', false],
  ['1.0.9', '1.1.0', false],
])('%s is later than %s: %s', (version, before, later) => {
  expect(isLater(version, before)).toBe(later);
});
