import { allHosted, type DesignModel, type Part } from './model.ts';

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

/** Typical seconds until a whole design runs: networks and storage first, then all machines side by side. */
export function readySeconds(model: DesignModel): number {
  const seconds = (parts: readonly Part[], of: (part: Part) => number) =>
    parts.reduce((most, part) => Math.max(most, of(part)), 0);
  const machines = model.parts.filter((part) => part.type.layer === 'machine');
  const others = model.parts.filter((part) => part.type.layer === 'network' || part.type.layer === 'storage');
  return (
    seconds(others, (part) => part.type.personality.typicalSeconds) +
    seconds(machines, (part) => bootSeconds(model, part))
  );
}
