import { expect, it } from 'vitest';
import { analyse } from '../store/analysis.ts';
import { catalog, design, part } from '../test/designs.ts';
import { hostFindings } from './host-findings.ts';

/** A system for another processor, with software that goes with the system. */
const analysis = analyse(
  design([
    part('c-m', 'server-arm64'),
    part('c-os', 'windows-98', { host: 'c-m' }),
    part('c-s', 'wordperfect-8', { host: 'c-os' }),
  ]),
  catalog,
);
const found = (id: string) => {
  const part = analysis.model.byId.get(id);
  return part
    ? hostFindings(analysis, part).map(({ host, finding }) => [host.component.id, finding.rule])
    : null;
};

it('software is told of what is wrong with the system that it stands on', () => {
  expect([analysis.about.get('c-s'), found('c-s')?.[0]]).toEqual([undefined, ['c-os', 'ARCH-1']]);
});

it('a machine stands on nothing', () => {
  expect(found('c-m')).toEqual([]);
});
