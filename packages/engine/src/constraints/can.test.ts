import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design, typeOf } from '../../test/builders.ts';
import { canConnect, canHost, check, type RuleId } from './index.ts';

const TYPES = shippedCatalog.types;
/** What the checker says of exactly this pair, by the rules that a drop can break. */
function rulesOf(host: string, part: string, rules: readonly RuleId[]): string[] {
  const { document } = design().part('h', host).part('p', part, { on: 'h' });
  const found = check(document, shippedCatalog);
  return found
    .filter(({ rule, subjects }) => rules.includes(rule) && subjects[0] === 'c-p')
    .map(({ rule }) => rule);
}

const HOSTING: RuleId[] = ['HOST-1', 'ARCH-1', 'OS-1'];

describe('canHost says before the drop what the checker says after it', () => {
  it.each(TYPES.map((type) => [type.id] as const))('on %s', (host) => {
    const said = TYPES.map((part) => [part.id, canHost(typeOf(host), part)?.rule ?? null]);
    const found = TYPES.map((part) => [part.id, rulesOf(host, part.id, HOSTING)[0] ?? null]);
    expect(found).toEqual(said);
  });
});

describe('canConnect says before the drop what the checker says after it', () => {
  const ported = TYPES.filter((type) => type.ports.length > 0);
  it.each(ported.map((type) => [type.id] as const))('%s', (from) => {
    const said = ported.map((to) => [to.id, canConnect(typeOf(from), to) !== null]);
    const found = ported.map((to) => {
      const { document } = design().part('a', from).part('b', to.id).join('a', 'b');
      return [to.id, check(document, shippedCatalog).some(({ rule }) => rule === 'LINK-1')];
    });
    expect(found).toEqual(said);
  });

  it('a part without ports joins nothing', () => {
    expect(canConnect(typeOf('debian-12'), typeOf('switch-64'))?.rule).toBe('LINK-1');
  });
});
