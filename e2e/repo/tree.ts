// The tree as these tests see it: what git would track, without needing git.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

const notTracked = new Set(['node_modules', 'dist', '.git', '.data', 'test-results', 'playwright-report']);

/** Every file of the tree by its path from the root, in order. */
export function allFiles(): string[] {
  return walk('').toSorted();
}

/** The files that people write code in. */
export function sourceFiles(): string[] {
  return allFiles().filter((file) => /\.(ts|tsx|mjs)$/.test(file));
}

function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = folder ? `${folder}/${entry.name}` : entry.name;
    if (notTracked.has(entry.name) || entry.name.endsWith('.log')) return [];
    return entry.isDirectory() ? walk(file) : [file];
  });
}

export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what the file holds
export function readJson<T>(file: string): T {
  return JSON.parse(read(file)) as T;
}

export const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);

export interface Import {
  /** The file that imports. */
  file: string;
  /** What it imports: a path from the root for a relative import, else the name of the package's door. */
  target: string;
  /** True for `import type` and `export type`, which leave nothing behind at run time. */
  typeOnly: boolean;
}

const patterns = [
  /^\s*(?:import|export)\s+(?<type>type\s)?[^'";]*?from\s*'(?<door>[^']+)'/gm,
  /^\s*import\s+'(?<door>[^']+)'/gm,
  /\bimport\(\s*'(?<door>[^']+)'\s*\)/g,
];

/** The imports of one file. */
function importsOf(file: string): Import[] {
  const text = read(file);
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups }) => {
      const door = groups?.['door'] ?? '';
      const target = door.startsWith('.') ? path.posix.join(path.posix.dirname(file), door) : door;
      return { file, target, typeOnly: groups?.['type'] !== undefined };
    }),
  );
}

/** The imports of all files below a folder. */
export function importsBelow(folder: string, wanted: (file: string) => boolean = () => true): Import[] {
  const files = sourceFiles().filter((file) => file.startsWith(`${folder}/`) && wanted(file));
  return files.flatMap(importsOf);
}

export const show = ({ file, target }: Import) => `${file} imports ${target}`;

/** Lines that hold a pattern, as `file:line text`. */
export function linesWith(files: string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
}

export const exists = (file: string) => existsSync(path.join(root, file));
