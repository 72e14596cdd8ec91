import { expect, it } from 'vitest';
import { allFiles, linesWith } from './tree.ts';

/** A drawing has no direction of reading, and what is laid over it goes by its coordinates. */
const DRAWING = /^apps\/web\/src\/canvas\/(flow|painting|abstractions\/boundary)/;
/** `left: 50%` centres, whichever way is read. */
const SIDES =
  /^\s*(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|border-\w+-(?:left|right)-radius|(?:left|right): (?!50%)|text-align: (?:left|right))/;

it('styles say start and end, so that whoever reads from right to left has the page mirrored', () => {
  const files = allFiles().filter((file) => /^apps\/web\/src\/.*\.css$/.test(file) && !DRAWING.test(file));
  expect(files.length).toBeGreaterThan(40);
  expect(linesWith(files, SIDES)).toEqual([]);
});
