import { expect, it } from 'vitest';
import { allFiles, read } from '../tree.ts';
import { CAPACITY } from './capacity.ts';
import { CONTENT } from './content.ts';
import { TENANTS } from './tenants.ts';
import { WORLD } from './world.ts';

/** Threats to the product, and the tests that hold the defence against each. */
const THREATS = [...CAPACITY, ...TENANTS, ...CONTENT, ...WORLD];

/** Rows of the table of threats. */
const ROWS = 32;

it('every threat has a row of its own, with tests or a reason why there are none', () => {
  expect(THREATS.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, n) => n + 1));
  expect(THREATS.filter(({ tests, open }) => tests.length === 0 && !open)).toEqual([]);
});

it('every test that a threat names is there', () => {
  const files = new Set(allFiles());
  const missing = THREATS.flatMap(({ row, tests }) =>
    tests
      .filter(([file, name]) => !files.has(file) || !titles(file).some((title) => title.includes(name)))
      .map(([file, name]) => `${row}: ${file}: ${name}`),
  );
  expect(missing).toEqual([]);
});

/** What a file calls its tests: the first argument of one, or of a table of them, and the first column of a row. */
const TITLE =
  /(?:\b(?:it|test|describe)(?:\.\w+)*(?:<[^>]*>)?\(|\)\(|\[)\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g;

function titles(file: string): string[] {
  return [...read(file).matchAll(TITLE)].map((found) => found[1] ?? found[2] ?? '');
}
