import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allFiles, linesWith, read, readJson, root, sourceFiles } from './tree.ts';

const topLevel = [
  'LICENSE',
  'README.md',
  'apps',
  'e2e',
  'package-lock.json',
  'package.json',
  'packages',
  'tsconfig.json',
];
const forbiddenFolders = new Set([
  'docs',
  'doc',
  'utils',
  'util',
  'helpers',
  'common',
  'misc',
  'shared',
  'lib',
]);
const FILES_PER_FOLDER = 20;
const FOLDERS_BELOW_SRC = 4;
const LINES_PER_FILE = 300;
const LINES_PER_FUNCTION = 70;

/** One file per component type and one per migration: these folders grow with the product, not with neglect. */
const growing = [
  /^packages\/catalog\/src\/types\//,
  /^packages\/catalog\/src\/abstractions$/,
  /\/db\/migrations/,
];

const folders = () => {
  const all = allFiles().map((file) => path.posix.dirname(file));
  return [...new Set(all)];
};

describe('the layout of the tree', () => {
  it('has only these entries at the top', () => {
    const entries = readdirSync(root).filter((name) => !name.startsWith('.') && name !== 'node_modules');
    expect(entries.toSorted()).toEqual(topLevel);
  });

  it('has no folder for what nobody found a place for', () => {
    const bad = folders().filter((folder) => folder.split('/').some((name) => forbiddenFolders.has(name)));
    expect(bad).toEqual([]);
  });

  it(`has at most ${FILES_PER_FOLDER} files in a folder`, () => {
    const counts = new Map<string, number>();
    for (const file of allFiles()) {
      const folder = path.posix.dirname(file);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    const bad = [...counts].filter(
      ([folder, count]) => count > FILES_PER_FOLDER && !growing.some((exempt) => exempt.test(folder)),
    );
    expect(bad).toEqual([]);
  });

  it(`has at most ${FOLDERS_BELOW_SRC} folders below src`, () => {
    const bad = folders().filter((folder) => {
      const below = /(?:^|\/)src\/(.*)$/.exec(folder)?.[1];
      return below !== undefined && below.split('/').length > FOLDERS_BELOW_SRC;
    });
    expect(bad).toEqual([]);
  });

  it('has file names in kebab-case', () => {
    const bad = sourceFiles().filter(
      (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(path.basename(file)),
    );
    expect(bad).toEqual([]);
  });

  it('has a README in every workspace', () => {
    const workspaces = readJson<{ workspaces: string[] }>('package.json').workspaces;
    const files = new Set(allFiles());
    expect(workspaces.filter((workspace) => !files.has(`${workspace}/README.md`))).toEqual([]);
  });
});

describe('the limits on size', () => {
  it('are held by the linter, in errors', () => {
    const { rules } = readJson<{ rules: Record<string, unknown> }>('.oxlintrc.json');
    expect(rules['max-lines']).toEqual(['error', { max: LINES_PER_FILE }]);
    expect(rules['max-lines-per-function']).toEqual(['error', { max: LINES_PER_FUNCTION }]);
  });

  it('are not switched off anywhere', () => {
    expect(linesWith(sourceFiles(), /(ox|es)lint-disable.*max-lines/)).toEqual([]);
  });

  it('hold for styles as well', () => {
    const files = allFiles().filter((file) => file.endsWith('.css'));
    const bad = files.filter((file) => read(file).split('\n').length > LINES_PER_FILE + 1);
    expect(bad).toEqual([]);
  });

  it('and every lint rule that is switched off in a file has its reason beside it', () => {
    const off = linesWith(sourceFiles(), /(ox|es)lint-disable/);
    expect(off.filter((line) => !/-- \S/.test(line) && !line.startsWith('e2e/repo/layout.test.ts'))).toEqual(
      [],
    );
  });
});
