import type { byInterface, Copy, DesignModel, Installed, Segment } from '@patchbay/engine/design';
import type { Key } from '../../../drivers/driver.ts';
import type { Asked } from '../power/asked.ts';
import type * as environments from '../repository.ts';
import type * as slots from '../../reservations/slots.ts';

export type Addresses = readonly (Copy & { readonly network: string; readonly address: string })[];

/** What an environment is made of beside its drawing: who it is, and what it was given for life. */
export interface Given {
  readonly environment: environments.EnvironmentRow;
  readonly model: DesignModel;
  readonly segments: readonly Segment[];
  readonly ranges: ReadonlyMap<string, number>;
  readonly addresses: Addresses;
  readonly names: ReadonlyMap<string, string>;
  readonly byInterface: ReturnType<typeof byInterface>;
  readonly hostOf: ReadonlyMap<string, string>;
  readonly units: readonly slots.BoundUnit[];
  /** Where networks and volumes are: on the machines' own host, or at the site as a whole. */
  readonly fabric: string;
  readonly real: boolean;
  readonly asked: ReadonlyMap<string, Asked>;
}

/** What is kept from slot to slot belongs to no generation. */
export const keptKey = (
  { environment }: { environment: environments.EnvironmentRow },
  { component, idx }: Copy,
): Key => ({
  environmentId: environment.id,
  generation: 0,
  component,
  idx,
});

/** One service of a kind runs on a machine, however many copies are drawn; it is known by its first one there. */
export function ofMachine({ part }: Installed, machineIdx: number): Copy {
  return { component: part.component.id, idx: machineIdx * part.component.count };
}
