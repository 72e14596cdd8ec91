import type { Host } from '../../api/types.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { short } from '../../ui/format/quantity.ts';
import classes from './data-center.module.css';

export interface Load {
  readonly used: number;
  readonly reserved: number;
  readonly capacity: number;
}

export type Dimension = 'cpuMilli' | 'memoryMiB' | 'diskMiB' | 'gpu';

/** Solid is used, hatched is reserved, the outline is capacity. One hue: load is not health. */
export function LoadBar({ load }: { load: Load }) {
  const part = (amount: number) =>
    `${load.capacity === 0 ? 0 : Math.min(100, (100 * amount) / load.capacity)}%`;
  return (
    <span className={classes.load} aria-hidden>
      <i className={classes.reserved} style={{ width: part(load.reserved) }} />
      <i className={classes.used} style={{ width: part(load.used) }} />
    </span>
  );
}

export function loadOf(hosts: readonly Host[], dimension: Dimension): Load {
  const sum = (of: 'used' | 'reserved' | 'capacity') =>
    hosts.reduce((total, host) => total + host[of][dimension], 0);
  return { used: sum('used'), reserved: sum('reserved'), capacity: sum('capacity') };
}

/** What a site has to give: a host that is lost or under maintenance gives nothing. */
export function siteLoad(hosts: readonly Host[], dimension: Dimension): Load {
  return loadOf(
    hosts.filter(({ status, maintenance }) => status !== 'lost' && !maintenance),
    dimension,
  );
}

const PER_UNIT: Record<Dimension, number> = { cpuMilli: 1000, memoryMiB: 1024, diskMiB: 1024, gpu: 1 };

/** The three numbers in vCPU or GiB. */
export function loadText(load: Load, dimension: Dimension): [string, string, string] {
  const text = (amount: number) => short(amount / PER_UNIT[dimension]);
  return [text(load.used), text(load.reserved), text(load.capacity)];
}

export function loadLabel(what: string, load: Load, dimension: Dimension): string {
  return dataCenterText.threeLabel(what, ...loadText(load, dimension));
}

export function percentUsed({ used, capacity }: Load): number {
  return capacity === 0 ? 0 : Math.round((100 * used) / capacity);
}
