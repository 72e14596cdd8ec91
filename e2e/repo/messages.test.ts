import { expect, it } from 'vitest';
import { isTest, read, sourceFiles } from './tree.ts';

/** A table of messages, or a part of one: what it holds by key, and whether something takes it as a whole. */
interface Table {
  readonly keys: Map<string, Table>;
  taken: boolean;
}

const table = (): Table => ({ keys: new Map(), taken: false });

const written = () => sourceFiles().filter((file) => file.startsWith('apps/web/src/') && !isTest(file));

/** The exported tables of one file, as the formatter lays them out: a key on a line, what is inside of it indented further. */
function tablesIn(file: string): [string, Table][] {
  const exported = /^export const (\w+)[^=\n]*= \{\n([^]*?)^\}/gm;
  return [...read(file).matchAll(exported)].map(([, name = '', body = '']) => [name, tableOf(body)]);
}

function tableOf(body: string): Table {
  const top = table();
  const open = [{ indent: 0, holds: top }];
  for (const [, space = '', quoted, plain] of body.matchAll(/^( +)(?:'([^'\n]*)'|([\w$]+))[:(]/gm)) {
    while ((open.at(-1)?.indent ?? 0) >= space.length) open.pop();
    const holds = table();
    open.at(-1)?.holds.keys.set(quoted ?? plain ?? '', holds);
    open.push({ indent: space.length, holds });
  }
  return top;
}

/** The tables that a file sees, by the names that it has for them. */
function seenIn(file: string, tables: ReadonlyMap<string, Table>): Map<string, Table> {
  const imported = [...read(file).matchAll(/^import \{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().split(' as ')),
  );
  const own = tablesIn(file).map(([name]) => [name]);
  return new Map(
    [...imported, ...own].flatMap(([name = '', called = name]) => {
      const one = tables.get(name);
      return one ? [[called, one] as const] : [];
    }),
  );
}

/** Every place of a file that reads a table: the keys behind it where there are any, else all that it holds. */
function mark(file: string, tables: ReadonlyMap<string, Table>): void {
  const seen = seenIn(file, tables);
  const code = read(file).replace(/^import [^;]*;$/gm, '');
  for (const [, name = '', path = ''] of code.matchAll(READ)) {
    const top = seen.get(name);
    if (top) innermost(top, path.match(/\w+/g) ?? []).taken = true;
  }
}

function innermost(at: Table, [key, ...rest]: readonly string[]): Table {
  const inside = key === undefined ? undefined : at.keys.get(key);
  return inside ? innermost(inside, rest) : at;
}

/** A name, and what is taken of it; neither where it is declared, nor its type, nor a key or property called the same. */
const READ = /(?<![^.]\.|export const |typeof )\b(\w+)\b(?!:)((?:\s*\??\.\w+)*)/g;

function unread({ keys, taken }: Table): string[] {
  if (taken) return [];
  if (keys.size === 0) return [''];
  return [...keys].flatMap(([key, inside]) => unread(inside).map((rest) => `.${key}${rest}`));
}

it('every message is read somewhere', () => {
  const files = written();
  const found = files.filter((file) => file.startsWith('apps/web/src/messages/')).flatMap(tablesIn);
  const tables = new Map(found);
  expect(tables.size).toBe(found.length);
  expect(found.length).toBeGreaterThan(20);
  for (const file of files) mark(file, tables);
  expect(found.flatMap(([name, one]) => unread(one).map((path) => name + path))).toEqual([]);
});
