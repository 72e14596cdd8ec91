import { expect, test } from 'vitest';
import { isMachinePath, nameIn } from './transfer.ts';

test('a path is absolute and in its simplest form', () => {
  for (const path of ['/a', '/srv/site.conf', '/srv/data/über uns.bin', '/..a/b..'])
    expect({ path, ok: isMachinePath(path) }).toEqual({ path, ok: true });
  for (const path of ['', '/', 'a', '/a/', '//a', '/a/../b', '/./a', '../a'])
    expect({ path, ok: isMachinePath(path) }).toEqual({ path, ok: false });
});

test('a download is called what the server calls it', () => {
  expect(nameIn(`attachment; filename="_ber_uns.bin"; filename*=UTF-8''%C3%BCber%20uns.bin`)).toBe(
    'über uns.bin',
  );
  expect(nameIn(null)).toBe('download');
});
