import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../time/index.ts';
import { following, invoiceState, nextChange, periodFor } from './index.ts';

describe('an invoice is a draft in its month, can be looked through for three days, and is final then', () => {
  it.each([
    ['2027-01-01T00:00Z', 'draft'],
    ['2027-01-31T23:59:59.999Z', 'draft'],
    ['2027-02-01T00:00Z', 'review'],
    ['2027-02-03T23:59:59.999Z', 'review'],
    ['2027-02-04T00:00Z', 'final'],
    ['2028-02-04T00:00Z', 'final'],
  ])('2027-01 at %s: %s', (now, expected) => {
    expect(invoiceState('2027-01', Date.parse(now))).toBe(expected);
  });

  it.each([
    ['draft', '2027-01-01T00:00Z'],
    ['review', '2027-01-04T00:00Z'],
    ['final', null],
  ] as const)('a %s changes next at %s', (state, at) => {
    expect(nextChange('2026-12', state)).toBe(at === null ? null : Date.parse(at));
  });
});

describe('usage of a month comes onto', () => {
  it.each([
    ['2027-01', '2027-01-15T12:00Z', '2027-01'],
    ['2027-01', '2027-02-02T12:00Z', '2027-01'], // in review
    ['2027-01', '2027-02-04T00:00Z', '2027-02'], // final
    ['2027-01', '2027-03-02T00:00Z', '2027-02'], // the oldest that is open is in review itself
    ['2027-01', '2027-03-20T00:00Z', '2027-03'],
    ['2026-12', '2027-01-20T00:00Z', '2027-01'],
  ])('that of %s at %s: the invoice of %s', (usedIn, now, expected) => {
    expect(periodFor(usedIn, Date.parse(now))).toBe(expected);
  });

  it('an invoice that is open, and never an older one than its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 800 * 24 }), (day, later) => {
        const used = Date.parse('2026-01-01T00:00Z') + day * DAY;
        const now = used + later * HOUR;
        const usedIn = new Date(used).toISOString().slice(0, 7);
        const period = periodFor(usedIn, now);
        expect(invoiceState(period, now)).not.toBe('final');
        expect(period >= usedIn).toBe(true);
      }),
      { seed: 97, numRuns: 300 },
    );
  });

  it('the month after December is January', () => {
    expect(following('2026-12')).toBe('2027-01');
  });
});
