import { EMPTY_DESIGN } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { selectionIn, viewIn } from './designer-address.ts';

const component = {
  id: 'c-1',
  type: 'x86-pc',
  name: 'PC',
  count: 1,
  host: null,
  group: null,
  properties: {},
  x: 0,
  y: 0,
};
const design = { ...EMPTY_DESIGN, components: { 'c-1': component, 'c-2': { ...component, id: 'c-2' } } };

describe('the address of a designer', () => {
  it.each([
    ['select=c-2,c-1', ['c-2', 'c-1']],
    ['select=c-1,c-1', ['c-1']],
    ['select=c-1.2,c-1~1.0', ['c-1']],
    ['select=c-9,c-2', ['c-2']],
    ['select=toString,constructor,__proto__', []],
    [`select=${'c-9,'.repeat(40)}c-1`, []],
    ['', []],
  ])('%s selects what is there', (query, selected) => {
    expect(selectionIn(new URLSearchParams(query), design)).toEqual(selected);
  });

  it.each([
    ['view=10,-20,0.5', { x: 10, y: -20, zoom: 0.5 }],
    ['view=10,-20', null],
    ['view=10,-20,1e9', null],
    ['view=99999999,0,1', null],
    ['view=NaN,0,1', null],
  ])('%s is looked at from there', (query, view) => {
    expect(viewIn(new URLSearchParams(query))).toEqual(view);
  });
});
