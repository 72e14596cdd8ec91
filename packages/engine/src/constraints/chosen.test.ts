import { applyEdit, readFlat } from '../design/index.ts';
import { abstraction, catalogWith, design } from '../../test/builders.ts';
import { describe, expect, it } from 'vitest';
import { check, obstacle } from './index.ts';

const parameter = (part: string, property: string, more: object = {}) => ({
  name: 'size',
  label: 'Size',
  targets: [{ part, property }],
  changeable: false,
  ...more,
});
/** Memory from 256 to 512 MiB. */
const desk = abstraction(
  'desk',
  { pc: { type: 'x86-pc' } },
  { parameters: [parameter('pc', 'memoryMiB', { min: 256, max: 512 })] },
);
/** Its own parameter is that of the desk inside, and its default another one. */
const room = abstraction(
  'room',
  { desk: { type: 'desk', count: 3 } },
  { parameters: [parameter('desk', 'size', { default: 384 })] },
);
const catalog = catalogWith(desk, room);
const drawn = (type: string, size?: number | string) =>
  design().part('x', type, size === undefined ? {} : { properties: { size } }).document;
const memoryIn = (type: string, size?: number | string) =>
  readFlat(drawn(type, size), catalog).parts.map(({ component }) => component.properties['memoryMiB']);

describe('PROP-1: what is chosen for an abstraction', () => {
  it.each([
    ['what its parameter takes', 512, []],
    ['more than it takes', 1024, ['PROP-1 c-x size']],
    ['less than it takes', 128, ['PROP-1 c-x size']],
    ['another sort of value', 'large', ['PROP-1 c-x size']],
  ])('%s', (_, size, expected) => {
    const found = check(drawn('desk', size), catalog).filter(({ rule }) => rule === 'PROP-1');
    expect(found.map(({ id }) => id)).toEqual(expected);
  });

  it('keeps it from being booked, and is fixed by the nearest value', () => {
    const wrong = drawn('desk', 1024);
    const [finding] = check(wrong, catalog).filter(({ rule }) => rule === 'PROP-1');
    const fixed = finding?.fixes[0] && applyEdit(wrong, finding.fixes[0].edit);
    expect([obstacle(wrong, catalog)?.rule, fixed?.components['c-x']?.properties]).toEqual([
      'PROP-1',
      { size: 512 },
    ]);
  });
});

describe('a parameter', () => {
  it.each([
    ['unless chosen leaves the body alone', 'desk', undefined, [undefined]],
    ['is written into the part', 'desk', 512, [512]],
    ['that is not taken is written nowhere', 'desk', 1024, [undefined]],
    ['of an abstraction inside goes all the way, with its own default', 'room', undefined, [384]],
    ['of an abstraction inside goes all the way, as chosen', 'room', 300, [300]],
  ])('%s', (_, type, size, expected) => {
    expect(memoryIn(type, size)).toEqual(expected);
  });
});
