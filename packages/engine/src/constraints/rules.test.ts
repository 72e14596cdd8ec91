import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design, webDesign, type DesignBuilder } from '../../test/builders.ts';
import { BASIC_RULES } from '../../test/cases/basic-rules.ts';
import { JOIN_RULES } from '../../test/cases/join-rules.ts';
import { MACHINE_RULES } from '../../test/cases/machine-rules.ts';
import { REACH_RULES } from '../../test/cases/reach-rules.ts';
import { applyEdit } from '../design/index.ts';
import { check, MAX_FIXES, RULE_IDS, RULES, obstacle, type RuleId } from './index.ts';

const ROWS = [...BASIC_RULES, ...MACHINE_RULES, ...REACH_RULES, ...JOIN_RULES];
const find = (built: DesignBuilder, rule: RuleId) =>
  check(built.document, shippedCatalog).filter((finding) => finding.rule === rule);

describe('each rule passes and fails', () => {
  it.each(ROWS)('$rule: $what', ({ rule, passes, fails, level, stops, subjects }) => {
    expect(find(passes, rule)).toEqual([]);
    const found = find(fails, rule);
    expect(found).toMatchObject([{ rule, level, obstructs: stops, subjects }]);
    expect(found[0]?.headline.code).not.toBe('');
    expect(found[0]?.because.length).toBeGreaterThan(0);
    expect(obstacle(fails.document, shippedCatalog) !== undefined).toBe(stops);
  });

  it('every rule has a row here and a place in the checker', () => {
    expect([...new Set(ROWS.map((row) => row.rule))].sort()).toEqual([...RULE_IDS].sort());
    expect(RULES.flatMap((rule) => [...rule.ids]).sort()).toEqual([...RULE_IDS].sort());
  });

  it.each(ROWS)('CST-2: every fix of $rule ($what) removes it and adds no blocker', ({ rule, fails }) => {
    const before = check(fails.document, shippedCatalog);
    const known = new Set(before.map((finding) => finding.id));
    for (const finding of before.filter((one) => one.rule === rule)) {
      // Only a property that the type does not have cannot be repaired by any edit there is.
      const hopeless = finding.because.some(({ code }) => code.endsWith('unknown'));
      expect(finding.fixes.length).toBeGreaterThanOrEqual(hopeless ? 0 : 1);
      expect(finding.fixes.length).toBeLessThanOrEqual(MAX_FIXES);
      for (const fix of finding.fixes) {
        const after = check(applyEdit(fails.document, fix.edit), shippedCatalog);
        expect(after.map((one) => one.id)).not.toContain(finding.id);
        expect(after.filter((one) => one.level === 'blocker' && !known.has(one.id))).toEqual([]);
      }
    }
  });
});

describe('findings', () => {
  it('the finished web design has none', () => {
    expect(check(webDesign().document, shippedCatalog)).toEqual([]);
    expect(
      obstacle({ version: 1, components: {}, connections: {}, groups: {} }, shippedCatalog),
    ).toBeUndefined();
  });

  it('come worst level first, then by id, each id once', () => {
    const built = design()
      .part('g', 'internet-gateway')
      .part('o', 'debian-12')
      .part('p', 'x86-pc', { properties: { cpu: 99, memoryMiB: 1 } })
      .part('q', 'abacus');
    const found = check(built.document, shippedCatalog);
    expect(found.map((finding) => finding.id)).toEqual([
      'PROP-1 c-p cpu',
      'PROP-1 c-p memoryMiB',
      'TYPE-1 c-q',
      'HOST-3 c-o',
      'NET-1 c-g',
    ]);
  });
});
