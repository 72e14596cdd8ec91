import path from 'node:path';
import { expect, it } from 'vitest';
import { isTest, read, sourceFiles } from './tree.ts';

/** One word per concept: what is avoided, and what it is called here. */
const avoided: Record<string, string> = {
  node: 'component or host',
  nodes: 'components or hosts',
  booking: 'reservation (to book is the verb)',
  bookings: 'reservations',
  instance: 'environment or component',
  instances: 'environments or components',
  edge: 'connection',
  edges: 'connections',
  wire: 'connection',
  wires: 'connections',
  project: 'design or channel',
  projects: 'designs or channels',
  kind: 'type, state, or the word for what it tells apart',
  kinds: 'types, states, or the word for what they tell apart',
};

/** Where an avoided word is another product's own name. */
const allowed: { where: RegExp; words: string[]; why: string }[] = [
  {
    where: /^apps\/web\/src\/canvas\//,
    words: ['node', 'nodes', 'edge', 'edges'],
    why: "React Flow's own words",
  },
  { where: /^apps\/server\/install\.mjs$/, words: ['node'], why: 'Node.js, the runtime' },
];

const exported =
  /^export\s+(?:default\s+)?(?:async\s+)?(?:abstract\s+)?(?:function\*?|class|const|let|type|interface|enum)\s+(\w+)/gm;
const tables = /\b(?:pgTable|pgEnum)\(\s*'([^']+)'/g;

/** The parts of a name: `switchPort`, `switch-port` and `SWITCH_PORT` are the same two words. */
function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase());
}

function namesIn(file: string): string[] {
  const text = read(file);
  const found = [exported, tables].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? ''),
  );
  return [...path.dirname(file).split('/'), path.basename(file).split('.')[0] ?? '', ...found];
}

it('files, exports and tables are called by the words of the domain', () => {
  const files = sourceFiles().filter((file) => /^(apps|packages)\//.test(file) && !isTest(file));
  const bad = files.flatMap((file) => {
    const free = allowed.filter(({ where }) => where.test(file)).flatMap(({ words }) => words);
    return namesIn(file).flatMap((name) =>
      wordsIn(name)
        .filter((word) => word in avoided && !free.includes(word))
        .map((word) => `${file}: ${name}: instead of "${word}" say ${avoided[word]}`),
    );
  });
  expect(bad).toEqual([]);
});
