import { engine, features, server, type Threat } from './threat.ts';

/** What comes in, and is more than it seems. */
export const CONTENT: readonly Threat[] = [
  {
    row: 17,
    what: 'a design that is huge or deep',
    tests: [
      [
        `${engine}/src/design/parse.test.ts`,
        'a value nested a million levels deep is refused without a throw',
      ],
      [`${engine}/src/design/parse.test.ts`, 'names at most so many problems, each of bounded length'],
      [`${engine}/src/design/parse.test.ts`, 'is full at the bounds on components and connections'],
      [`${server}/bad-input.test.ts`, 'JSON nested 5,000 deep'],
      [`${server}/bad-input.test.ts`, 'a design of 5 MB'],
    ],
  },
  {
    row: 18,
    what: 'small bodies that unpack to large ones',
    tests: [[`${server}/threats/gate.test.ts`, 'a small compressed body that would be a large one']],
    open: 'Archives and YAML are read nowhere.',
  },
  {
    row: 19,
    what: 'keys that reach for a prototype',
    tests: [
      [`${server}/threats/hostile-input.test.ts`, 'are 40, and no procedure takes one beside its fields'],
      [`${server}/threats/hostile-input.test.ts`, 'in the record of %s are refused'],
      [`${engine}/src/design/parse.test.ts`, '__proto__ is dropped and reaches no prototype'],
    ],
  },
  {
    row: 20,
    what: 'text that becomes markup or script',
    tests: [
      ['e2e/journeys/threats/hostile-words.spec.ts', 'nothing runs, and no other host is asked'],
      ['e2e/journeys/threats/hostile-words.spec.ts', 'what would run is stopped by the browser itself'],
      [`${server}/threats/gate.test.ts`, 'headers of every answer'],
      ['e2e/repo/borders.test.ts', 'never sets HTML from text'],
    ],
  },
  {
    row: 21,
    what: 'a template that attacks',
    tests: [
      [`${server}/threats/designs.test.ts`, 'with %s is refused, and nothing of it is kept'],
      [`${server}/threats/designs.test.ts`, 'with %s can be drawn and never booked'],
      [`${server}/threats/designs.test.ts`, 'changes no row of anybody else'],
      [`${server}/market/market.test.ts`, 'publishes once: other terms are another version'],
      [`${server}/market/share.test.ts`, 'is of a price that was shown'],
      [`${features}/abstractions/abstractions.test.ts`, 'the content of a version never changes'],
      [
        `${features}/abstractions/abstractions.test.ts`,
        'a version that contains a version of itself is refused',
      ],
      [`${engine}/src/design/parse.test.ts`, 'what does not, with the reason'],
    ],
    open: 'Designs come from the editor alone; nothing imports a file or fetches anything for one.',
  },
  {
    row: 22,
    what: 'expressions that run',
    tests: [[`${server}/threats/hostile-input.test.ts`, 'are words: no call fails of itself']],
    open: 'There is no language of expressions: rules are code of ours, and parameters are values.',
  },
  {
    row: 23,
    what: 'text that becomes SQL',
    tests: [
      [`${server}/threats/hostile-input.test.ts`, 'no statement has an error of syntax'],
      [`${server}/threats/hostile-input.test.ts`, 'come back as they were'],
      ['e2e/repo/borders.test.ts', 'uses no transaction but withTx, and no raw SQL text'],
    ],
  },
];
