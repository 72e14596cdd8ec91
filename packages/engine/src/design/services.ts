import type { Installation } from '@patchbay/catalog';
import { allHosted, type DesignModel, type Part } from './model.ts';

/** Software as a real engine installs it on a machine. */
export interface Installed {
  readonly part: Part;
  readonly install: Installation;
}

/** What stands on a machine and can be installed, host first. */
export function installedOn(model: DesignModel, machine: Part): Installed[] {
  return allHosted(model, machine).flatMap((part) => {
    const { install } = part.type.personality;
    return install === null ? [] : [{ part, install }];
  });
}

/** Parts that no real engine can make, in the order of the design. */
export function onPaperOnly(model: DesignModel): Part[] {
  return model.parts.filter((part) => part.type.personality.install === null);
}

/** The operating system that a machine boots; undefined while none is drawn. */
export function systemOf(model: DesignModel, machine: Part): Part | undefined {
  return (model.hosted.get(machine.component.id) ?? []).find((part) => part.type.layer === 'os');
}

/** Machines with a lower number answer before those with a higher one are started. */
export function startOrder(model: DesignModel, machine: Part): number {
  return installedOn(model, machine).reduce(
    (most, { install }) => Math.max(most, install.service?.order ?? 0),
    0,
  );
}
