import { shippedCatalog } from '@patchbay/catalog';
import { check } from '../src/constraints/index.ts';
import type { Component, Connection, DesignDocument } from '../src/design/index.ts';

/** How long a whole check takes at three sizes: valid designs, and designs in which every tenth machine has a blocker. */
const SIZES = [100, 1000, 10_000];
const RUNS = 5;

/** Servers with Debian and Apache, sixty to a switch; a blocked one stands on an UltraSPARC. */
function design(components: number, blocked: boolean): DesignDocument {
  const machines = Math.floor(components / 3);
  const parts: Component[] = [];
  const joins: Connection[] = [];
  const part = (id: string, type: string, host: string | null): Component => ({
    id,
    type,
    name: id,
    count: 1,
    host,
    group: null,
    properties: {},
    x: 0,
    y: 0,
  });
  for (let n = 0; n < machines; n += 1) {
    const sparc = blocked && n % 10 === 0;
    parts.push(part(`c-m${n}`, sparc ? 'server-sparc64' : 'server-x86-64', null));
    parts.push(part(`c-o${n}`, 'debian-12', `c-m${n}`), part(`c-s${n}`, 'apache-2-4', `c-o${n}`));
    if (n % 60 === 0) parts.push(part(`c-n${n}`, 'switch-64', null));
    joins.push({
      id: `l-${n}`,
      a: { component: `c-m${n}`, port: 'eth' },
      b: { component: `c-n${n - (n % 60)}`, port: 'port' },
    });
  }
  return {
    version: 1,
    components: Object.fromEntries(parts.map((one) => [one.id, one])),
    connections: Object.fromEntries(joins.map((one) => [one.id, one])),
    groups: {},
  };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function measure(metric: string, document: DesignDocument, note: string): void {
  const times = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    check(document, shippedCatalog);
    return performance.now() - started;
  });
  const value = Math.round(median(times) * 100) / 100;
  console.log(
    JSON.stringify({
      bench: 'constraints',
      metric,
      value,
      unit: 'ms',
      peer: null,
      peerValue: null,
      ratio: null,
      note,
    }),
  );
}

for (const size of SIZES) measure(`design.check.${size}`, design(size, false), 'valid design, whole check');
// Every candidate fix is tried by a whole check, so this grows with findings times size.
for (const size of SIZES.slice(0, 2))
  measure(
    `design.check.blocked.${size}`,
    design(size, true),
    'a blocker on every tenth machine, fixes verified',
  );
