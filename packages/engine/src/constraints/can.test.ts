import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design, typeOf } from '../../test/builders.ts';
import { canConnect, canHost, check, type RuleId } from './index.ts';

const TYPES = shippedCatalog.types;
const pairs = TYPES.flatMap((host) => TYPES.map((part) => [host.id, part.id] as const));

/** What the checker says of exactly this pair, by the rules that a drop can break. */
function rulesOf(host: string, part: string, rules: readonly RuleId[]): string[] {
  const { document } = design().part('h', host).part('p', part, { on: 'h' });
  const found = check(document, shippedCatalog);
  return found
    .filter(({ rule, subjects }) => rules.includes(rule) && subjects[0] === 'c-p')
    .map(({ rule }) => rule);
}

describe('canHost says before the drop what the checker says after it', () => {
  it.each(pairs)('%s hosts %s', (host, part) => {
    const refusal = canHost(typeOf(host), typeOf(part));
    const found = rulesOf(host, part, ['HOST-1', 'ARCH-1', 'OS-1']);
    expect(found).toEqual(refusal ? [refusal.rule] : []);
  });
});

describe('canConnect says before the drop what the checker says after it', () => {
  const ported = TYPES.filter((type) => type.ports.length > 0);
  it.each(ported.flatMap((a) => ported.map((b) => [a.id, b.id] as const)))('%s joins %s', (a, b) => {
    const { document } = design().part('a', a).part('b', b).join('a', 'b');
    const found = check(document, shippedCatalog).filter(({ rule }) => rule === 'LINK-1');
    expect(found).toHaveLength(canConnect(typeOf(a), typeOf(b)) ? 1 : 0);
  });

  it('a part without ports joins nothing', () => {
    expect(canConnect(typeOf('debian-12'), typeOf('switch-64'))?.rule).toBe('LINK-1');
  });
});

/** For every type that asks something of its host: hosts it is welcome on, and one that the rule refuses. */
const REQUIREMENTS: Record<string, { on: string[]; not: [string, RuleId][] }> = {
  'debian-12': {
    on: ['server-x86-64', 'server-arm64'],
    not: [
      ['server-sparc64', 'ARCH-1'],
      ['x86-pc', 'ARCH-1'],
    ],
  },
  'windows-98': {
    on: ['x86-pc', 'server-x86-64'],
    not: [
      ['server-arm64', 'ARCH-1'],
      ['server-sparc64', 'ARCH-1'],
    ],
  },
  'windows-nt-4': {
    on: ['x86-pc', 'server-x86-64'],
    not: [
      ['server-arm64', 'ARCH-1'],
      ['server-sparc64', 'ARCH-1'],
    ],
  },
  'windows-2000': {
    on: ['x86-pc', 'server-x86-64'],
    not: [
      ['server-arm64', 'ARCH-1'],
      ['server-sparc64', 'ARCH-1'],
    ],
  },
  'solaris-8': {
    on: ['server-sparc64'],
    not: [
      ['x86-pc', 'ARCH-1'],
      ['server-x86-64', 'ARCH-1'],
    ],
  },
  // S1: Apache on NT, 2000 or Linux passes, on Solaris it is refused.
  'apache-2-4': {
    on: ['debian-12', 'windows-nt-4', 'windows-2000'],
    not: [
      ['solaris-8', 'OS-1'],
      ['windows-98', 'OS-1'],
    ],
  },
  'nginx-1-22': {
    on: ['debian-12'],
    not: [
      ['solaris-8', 'OS-1'],
      ['windows-2000', 'OS-1'],
    ],
  },
  'nodejs-18': {
    on: ['debian-12'],
    not: [
      ['solaris-8', 'OS-1'],
      ['windows-2000', 'OS-1'],
    ],
  },
  'postgresql-15': {
    on: ['debian-12'],
    not: [
      ['solaris-8', 'OS-1'],
      ['windows-2000', 'OS-1'],
    ],
  },
  'redis-7': {
    on: ['debian-12'],
    not: [
      ['solaris-8', 'OS-1'],
      ['windows-2000', 'OS-1'],
    ],
  },
  'squid-5': {
    on: ['debian-12'],
    not: [
      ['solaris-8', 'OS-1'],
      ['windows-2000', 'OS-1'],
    ],
  },
  // Debian 12 has the version after it.
  'squid-4': {
    on: ['windows-nt-4', 'windows-2000'],
    not: [
      ['debian-12', 'OS-1'],
      ['solaris-8', 'OS-1'],
      ['windows-98', 'OS-1'],
    ],
  },
  'wordperfect-8': {
    on: ['windows-98', 'windows-nt-4', 'windows-2000'],
    not: [
      ['debian-12', 'OS-1'],
      ['solaris-8', 'OS-1'],
    ],
  },
  'navigator-4': {
    on: ['windows-98', 'windows-nt-4', 'windows-2000', 'solaris-8'],
    not: [['debian-12', 'OS-1']],
  },
};

describe('every type with a requirement', () => {
  it('has a row here', () => {
    const asking = TYPES.filter((type) => type.requirements.length > 0).map((type) => type.id);
    expect(Object.keys(REQUIREMENTS).sort()).toEqual([...asking].sort());
  });

  it.each(Object.entries(REQUIREMENTS).flatMap(([part, { on }]) => on.map((host) => [part, host] as const)))(
    '%s runs on %s',
    (part, host) => {
      expect(rulesOf(host, part, ['HOST-1', 'ARCH-1', 'OS-1'])).toEqual([]);
    },
  );

  it.each(
    Object.entries(REQUIREMENTS).flatMap(([part, { not }]) =>
      not.map(([host, rule]) => [part, host, rule] as const),
    ),
  )('%s does not run on %s: %s', (part, host, rule) => {
    expect(rulesOf(host, part, ['HOST-1', 'ARCH-1', 'OS-1'])).toEqual([rule]);
  });
});
