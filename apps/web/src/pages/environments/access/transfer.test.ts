import { expect, test } from 'vitest';
import { nameIn, pathProblem } from './transfer.ts';

test('a path is absolute, in its simplest form, and no longer than a machine takes', () => {
  const rows: [string, ReturnType<typeof pathProblem>][] = [
    ...['/a', '/srv/site.conf', '/srv/data/über uns.bin', '/..a/b..'].map((path): [string, null] => [
      path,
      null,
    ]),
    ...['', '/', 'a', '/a/', '//a', '/a/../b', '/./a', '../a'].map((path): [string, 'invalid'] => [
      path,
      'invalid',
    ]),
    [`/${'x'.repeat(255)}`, null],
    [`/${'x'.repeat(256)}`, 'long'],
    [`/${'ü'.repeat(128)}`, 'long'],
    ['/abcdefg'.repeat(128), null],
    [`${'/abcdefg'.repeat(128)}h`, 'long'],
  ];
  for (const [path, problem] of rows) expect({ path, problem: pathProblem(path) }).toEqual({ path, problem });
});

test('a download is called what the server calls it', () => {
  expect(nameIn(`attachment; filename="_ber_uns.bin"; filename*=UTF-8''%C3%BCber%20uns.bin`)).toBe(
    'über uns.bin',
  );
  expect(nameIn(null)).toBe('download');
});
