import { allHosted, type DesignModel, type Part } from './model.ts';
import { startOrder } from './services.ts';

/** Typical seconds from power-on of a machine to everything on it installed and answering. */
export function bootSeconds(model: DesignModel, machine: Part): number {
  return [machine, ...allHosted(model, machine)].reduce(
    (sum, part) => sum + part.type.personality.typicalSeconds,
    0,
  );
}

/** CPU that the software on one copy of a machine uses when busy, in thousandths of a vCPU. */
export function busyMilli(model: DesignModel, machine: Part): number {
  return allHosted(model, machine).reduce((sum, part) => sum + part.type.personality.busyMilli, 0);
}

/** Typical seconds of each step of a start, one after the other. */
export interface StartSeconds {
  /** Networks and storage, side by side. */
  readonly networks: number;
  /** Machines that others wait for, order by order; those of one order side by side. */
  readonly first: number;
  /** The machines that are started last. */
  readonly last: number;
}

/** How long a start typically takes. A machine is started once those of every lower order answer (`startOrder`). */
export function startSeconds(model: DesignModel): StartSeconds {
  const slowest = new Map<number, number>();
  let networks = 0;
  for (const part of model.parts) {
    const { layer, personality } = part.type;
    if (layer === 'network' || layer === 'storage') networks = Math.max(networks, personality.typicalSeconds);
    if (layer !== 'machine') continue;
    const order = startOrder(model, part);
    slowest.set(order, Math.max(slowest.get(order) ?? 0, bootSeconds(model, part)));
  }
  const orders = [...slowest.keys()].sort((a, b) => a - b);
  const last = slowest.get(orders.at(-1) ?? 0) ?? 0;
  const all = [...slowest.values()].reduce((sum, seconds) => sum + seconds, 0);
  return { networks, first: all - last, last };
}

/** Typical seconds until a whole design runs. */
export function readySeconds(model: DesignModel): number {
  const { networks, first, last } = startSeconds(model);
  return networks + first + last;
}
