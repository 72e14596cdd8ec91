import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const src = path.resolve(import.meta.dirname, '..');
const mantine = path.dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css'));
const components = path.join(mantine, 'esm/components');

const IMPORT = /^(?:import|export)\s+(?!type\b)(?:(?<what>[^'"]*?)\s*from\s*)?['"](?<door>[^'"]+)['"]/gm;

interface Found {
  readonly door: string;
  /** What is taken by name; types are left out. */
  readonly names: readonly string[];
}

function importsOf(file: string): Found[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(({ groups }) => {
    const names = (groups?.['what'] ?? '').replace(/[{}]/g, '').split(',');
    return {
      door: groups?.['door'] ?? '',
      names: names.map((name) => name.trim()).filter((name) => name && !name.startsWith('type ')),
    };
  });
}

/** All that comes with a file: relative imports are followed, `import()` is not. */
function comesWith(start: string): (Found & { readonly file: string })[] {
  const seen = new Set<string>();
  const found: (Found & { file: string })[] = [];
  const follow = (file: string) => {
    if (seen.has(file) || !/\.(tsx?|mjs)$/.test(file)) return;
    seen.add(file);
    for (const each of importsOf(file)) {
      found.push({ ...each, file });
      if (each.door.startsWith('.')) follow(path.resolve(path.dirname(file), each.door));
    }
  };
  follow(start);
  return found;
}

function sheets(file: string): string[] {
  const text = readFileSync(path.join(src, 'theme', file), 'utf8');
  return [...text.matchAll(/@mantine\/core\/styles\/([\w-]+)\.css/g)].map(([, name]) => name ?? '');
}

/** The sheets that a component of Mantine needs, by the style modules that come with it. */
function sheetsOf(component: string): string[] {
  return comesWith(path.join(components, component, `${component}.mjs`))
    .filter(({ door }) => door.endsWith('.module.mjs'))
    .map(({ file }) => path.relative(components, file).split(path.sep)[0] ?? '');
}

describe('the first pages', () => {
  const first = comesWith(path.join(src, 'main.tsx'));

  test('are found', () => {
    const files = first.map(({ file }) => path.relative(src, file));
    expect(files).toEqual(
      expect.arrayContaining(['pages/designs/home-page.tsx', 'pages/session/sign-in-page.tsx']),
    );
  });

  test('load neither React Flow, nor zod, nor the rules of the checker, nor the calendar', () => {
    const heavy = /^(@xyflow\/|zod$|@dagrejs\/|@xterm\/|@patchbay\/engine\/(constraints|scheduling|time)$)/;
    expect(first.filter(({ door }) => heavy.test(door))).toEqual([]);
  });

  test('have the styles of every component of Mantine that they show', () => {
    const known = new Set(readdirSync(components));
    const shown = new Set(first.filter(({ door }) => door === '@mantine/core').flatMap(({ names }) => names));
    const needed = new Set([...shown].filter((name) => known.has(name)).flatMap(sheetsOf));
    expect([...needed]).toContain('Button');
    expect([...needed].filter((name) => !sheets('first.css').includes(name))).toEqual([]);
  });
});

test('every style sheet of Mantine is loaded once, with the first pages or after them', () => {
  const all = readdirSync(path.join(mantine, 'styles')).filter((name) => !name.endsWith('.layer.css'));
  expect([...sheets('first.css'), ...sheets('rest.css')].toSorted()).toEqual(
    all.map((name) => path.basename(name, '.css')).toSorted(),
  );
});
