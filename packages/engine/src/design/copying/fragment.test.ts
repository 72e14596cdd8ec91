import { describe, expect, it } from 'vitest';
import { design, webDesign } from '../../../test/builders.ts';
import {
  applyEdit,
  clipParts,
  copyParts,
  fragmentText,
  MAX_DEPTH,
  MAX_FRAGMENT_TEXT,
  MAX_REPORTED_ISSUES,
  parseFragment,
  type DesignDocument,
} from '../index.ts';

const grouped = () =>
  applyEdit(webDesign().document, {
    do: 'group',
    group: { id: 'g-a', name: 'A', collapsed: false },
    members: ['c-m', 'c-n'],
  });
const keys = (of: object) => Object.keys(of);

describe('a fragment has the parts, what is hosted on them, and what is between them', () => {
  it.each<[string, string[], string[], string[], string[], string[], string[]]>([
    // copied, parts, connections, outside, groups, hosted
    ['a machine', ['c-m'], ['c-m', 'c-o', 'c-s'], [], ['l-1'], ['g-a'], []],
    ['software without its host', ['c-s'], ['c-s'], [], [], [], ['c-s']],
    ['an OS and its software', ['c-s', 'c-o'], ['c-o', 'c-s'], [], [], [], ['c-o']],
    ['two that are joined', ['c-n', 'c-g'], ['c-n', 'c-g'], ['l-2'], ['l-1'], ['g-a'], []],
    [
      'everything',
      ['c-g', 'c-m', 'c-n'],
      ['c-m', 'c-o', 'c-s', 'c-n', 'c-g'],
      ['l-1', 'l-2'],
      [],
      ['g-a'],
      [],
    ],
    ['what is gone', ['c-gone', '__proto__'], [], [], [], [], []],
  ])('%s', (_, ids, parts, connections, outside, groups, hosted) => {
    const fragment = copyParts(grouped(), ids);
    expect(keys(fragment.document.components)).toEqual(parts);
    expect(keys(fragment.document.connections)).toEqual(connections);
    expect(fragment.outside.map(({ id }) => id)).toEqual(outside);
    expect(keys(fragment.document.groups)).toEqual(groups);
    expect(fragment.hosted).toEqual(hosted);
    expect(parseFragment(fragmentText(fragment))).toEqual({ ok: true, fragment });
  });

  it.each([
    ['a member alone', ['c-m'], []],
    ['all members, and another', ['c-m', 'c-n', 'c-g'], ['g-a']],
  ])('for a clipboard a group goes along as a whole: %s', (_, ids, groups) => {
    const { document } = clipParts(grouped(), ids);
    expect(keys(document.groups)).toEqual(groups);
    expect(new Set(Object.values(document.components).flatMap(({ group }) => group ?? []))).toEqual(
      new Set(groups),
    );
  });

  it('its text is known by its first field', () => {
    expect(fragmentText(copyParts(grouped(), ['c-m']))).toMatch(/^\{"patchbay":"fragment","version":1,/);
  });
});

describe('text that is no fragment, with the reason', () => {
  const fragment = copyParts(grouped(), ['c-m']);
  const value = () => JSON.parse(fragmentText(fragment)) as Record<string, unknown>;
  const inside = (wish: Partial<DesignDocument>) => ({
    ...value(),
    document: { ...fragment.document, ...wish },
  });
  it.each<[string, unknown, string]>([
    ['something else that was copied', 'https://example.org/', 'no JSON'],
    ['nothing', '', 'no JSON'],
    ['other JSON', {}, 'patchbay'],
    ['another version', { ...value(), version: 2 }, 'version'],
    ['a member too many', { ...value(), extra: 1 }, 'extra'],
    ['no design in it', { ...value(), document: 7 }, 'document'],
    [
      'a part on a host that is not in it',
      inside({ components: copyOf('c-o', 'c-gone') }),
      'names no component',
    ],
    [
      'a connection with both ends outside',
      { ...value(), outside: [joined('c-x', 'c-y')] },
      'one end inside',
    ],
    ['a connection with both ends inside', { ...value(), outside: [joined('c-m', 'c-o')] }, 'one end inside'],
    ['a hosted part that stands on something', { ...value(), hosted: ['c-o'] }, 'stands on no outside'],
    ['a hosted part that is not in it', { ...value(), hosted: ['c-gone'] }, 'stands on no outside'],
    ['too long a text', 'x'.repeat(MAX_FRAGMENT_TEXT + 1), 'longer than'],
    ['too deep a text', `${'['.repeat(MAX_DEPTH + 2)}${']'.repeat(MAX_DEPTH + 2)}`, 'nested deeper'],
    ['text so deep that no parser takes it', '['.repeat(1_000_000), 'no JSON'],
  ])('%s', (_, text, reason) => {
    const result = parseFragment(typeof text === 'string' ? text : JSON.stringify(text));
    expect(result.ok ? '' : result.issues.join('\n')).toContain(reason);
  });

  it('names at most so many problems, each of bounded length', () => {
    const outside = Array.from({ length: 200 }, () => joined('c-x', 'y'.repeat(400)));
    const result = parseFragment(JSON.stringify({ ...value(), outside }));
    const issues = result.ok ? [] : result.issues;
    expect(issues).toHaveLength(MAX_REPORTED_ISSUES);
    expect(Math.max(...issues.map((issue) => issue.length))).toBeLessThanOrEqual(200);
  });
});

function joined(a: string, b: string) {
  return { id: 'l-x', a: { component: a, port: 'eth' }, b: { component: b, port: 'port' } };
}

function copyOf(name: string, on: string): DesignDocument['components'] {
  const { components } = design().part(name.slice(2), 'debian-12', { on: on.slice(2) }).document;
  return components;
}
