import { check, canConnect, canHost } from '@patchbay/engine/constraints';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingText } from '../../messages/findings.ts';
import { catalog, design, join, part } from '../test/designs.ts';
import { piecesOf, sentenceOf, SLOT } from './sentence.ts';

const rules = path.resolve(import.meta.dirname, '../../../../../packages/engine/src/constraints');

/** Every first argument of `message(…)` in the rules, and every code handed on to one; `${…}` stands for the names below. */
function codesInRules(): string[] {
  const files = readdirSync(rules, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const codes = new Set<string>();
  for (const file of files) {
    const source = readFileSync(`${rules}/${file}`, 'utf8');
    for (const [literal] of source.matchAll(/(['`])[a-z]+(\.[a-z]+|\$\{[^}]+\}|\.\$\{[^}]+\})+\1/g)) {
      const text = literal.slice(1, -1);
      if (text.endsWith('.ts')) continue;
      for (const code of expand(text)) codes.add(code);
    }
    for (const [literal] of source.matchAll(/`\$\{[^}]+\}\.[a-z.]+`/g))
      for (const code of expand(literal.slice(1, -1))) codes.add(code);
  }
  return [...codes].sort();
}

/** What the variables in a code can be. A new one fails here until it is named. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  'size.code': ['memory', 'disk'],
  'missing.capability': ['arch', 'os'],
  excess: ['components', 'connections', 'copies', 'depth'],
};

function expand(template: string): string[] {
  const variable = /\$\{([^}]+)\}/.exec(template);
  if (!variable) return [template];
  const [slot, name = ''] = variable;
  const isCompatibility = name === 'code' && template.includes('because');
  const values =
    VARIABLES[name] ??
    (isCompatibility || template.endsWith('headline') ? ['arch', 'os'] : ['replace.host', 'replace.part']);
  return values.flatMap((value) => expand(template.replace(slot, value)));
}

describe('messages', () => {
  const codes = codesInRules();

  it('finds the codes of the engine', () => {
    expect(codes.length).toBeGreaterThan(40);
    expect(codes).toContain('size.memory.because.need');
    expect(codes).toContain('replace.part.effect');
    expect(codes).toContain('fit.os');
  });

  it.each(codes)('%s has a sentence', (code) => {
    // Prefixes that rules put together with an ending are no codes themselves.
    if (['replace.host', 'replace.part'].includes(code)) return;
    expect(findingText[code]).toBeTypeOf('string');
  });

  it('has no sentence that the engine never says', () => {
    expect(Object.keys(findingText).filter((code) => !codes.includes(code))).toEqual([]);
  });
});

describe('a message', () => {
  const document = design(
    [
      part('c-m', 'server-sparc64', { name: 'Server' }),
      part('c-os', 'debian-12', { host: 'c-m' }),
      part('c-w', 'wordperfect-8', { host: 'c-os' }),
      part('c-lone', 'windows-98', { properties: { colour: 'red' } }),
      part('c-x', 'no-such-type'),
      part('c-g', 'internet-gateway'),
      part('c-p', 'x86-pc', { properties: { memoryMiB: 1 } }),
      part('c-p1', 'windows-98', { host: 'c-p' }),
      part('c-p2', 'windows-98', { host: 'c-p' }),
    ],
    [join('l-1', 'c-m', 'eth', 'c-p', 'eth'), join('l-2', 'c-m', 'eth', 'c-p', 'eth')],
  );
  const nameOf = (id: string) => document.components[id]?.name;
  const findings = check(document, catalog);

  it('names the objects as links and reads as one sentence', () => {
    const finding = findings.find(({ rule }) => rule === 'ARCH-1');
    expect(finding && sentenceOf(finding.headline, nameOf)).toBe(
      'Debian 12 cannot run on Server: its processor is sparc64',
    );
    expect(finding && piecesOf(finding.headline, nameOf).filter((piece) => 'ref' in piece)).toEqual([
      { ref: 'c-os', text: 'Debian 12' },
      { ref: 'c-m', text: 'Server' },
    ]);
  });

  it('says of an appliance that it takes no system, and of no processor of it', () => {
    const parts = [
      part('c-b', 'load-balancer', { name: 'Front' }),
      part('c-d', 'debian-12', { host: 'c-b' }),
    ];
    const [finding] = check(design(parts), catalog).filter(({ rule }) => rule === 'ARCH-1');
    expect(finding && sentenceOf(finding.headline, (id) => (id === 'c-b' ? 'Front' : 'Debian 12'))).toBe(
      'Debian 12 cannot run on Front: it takes no operating system',
    );
  });

  it('leaves no slot empty in anything that this design makes the engine say', () => {
    expect(findings.length).toBeGreaterThan(8);
    const messages = findings.flatMap(({ headline, because, fixes }) => [
      headline,
      ...because,
      ...fixes.flatMap(({ action, effect }) => [action, effect]),
    ]);
    for (const message of messages) {
      for (const [, plain, key = ''] of (findingText[message.code] ?? '').matchAll(SLOT)) {
        const known = (plain === '' && message.refs[key] !== undefined) || message.values[key] !== undefined;
        expect(known, `${message.code}: ${key}`).toBe(true);
      }
      expect(sentenceOf(message, nameOf)).not.toMatch(/[{}]|undefined/);
    }
  });

  it.each([
    [1, 2, 'Gateway has 1 port and 2 connections'],
    [64, 65, 'Gateway has 64 ports and 65 connections'],
  ])('counts %i and %i of something in words', (capacity, used, sentence) => {
    const message = { code: 'port.headline', refs: { part: 'c-g' }, values: { capacity, used } };
    expect(sentenceOf(message, () => 'Gateway')).toBe(sentence);
  });

  it('has words for every refusal of a drop', () => {
    const [server, array, debian] = ['server-x86-64', 'disk-array', 'windows-98'].map((id) =>
      catalog.types.find((type) => type.id === id),
    );
    if (!server || !array || !debian) throw new Error('catalog');
    const codes = [canHost(array, debian), canConnect(server, array)].map(
      (refusal) => refusal?.reason.code ?? '',
    );
    expect(codes.map((code) => typeof findingText[code])).toEqual(['string', 'string']);
  });
});
