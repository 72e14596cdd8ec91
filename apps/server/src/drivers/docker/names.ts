import { hashOf } from '../../db/ids.ts';
import {
  DriverError,
  type Form,
  type HostId,
  type Key,
  type MachineSpec,
  type Named,
  type NetworkSpec,
  type VolumeSpec,
} from '../driver.ts';

export type Labels = Readonly<Record<string, string>>;

export const LABEL = {
  host: 'patchbay.host',
  owner: 'patchbay.owner',
  environment: 'patchbay.environment',
  generation: 'patchbay.generation',
  component: 'patchbay.component',
  idx: 'patchbay.idx',
  form: 'patchbay.form',
  specHash: 'patchbay.spec',
  /** Ports that answer once a machine is ready. */
  ports: 'patchbay.ports',
  /** How many networks a machine is to be on. */
  interfaces: 'patchbay.interfaces',
} as const;

/** What an object is called on its engine: readable, and never the same for two keys. */
export function nameOf(key: Key): string {
  const readable = key.component
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 20);
  const { environmentId, generation, component, idx } = key;
  const unique = hashOf({ environmentId, generation, component, idx }).slice(0, 12);
  return `pb-${readable}-${idx}-g${generation}-${unique}`;
}

export function labelsOf(
  host: HostId,
  owner: string,
  key: Key,
  spec: NetworkSpec | VolumeSpec | MachineSpec,
): Record<string, string> {
  return {
    [LABEL.host]: host,
    [LABEL.owner]: owner,
    [LABEL.environment]: key.environmentId,
    [LABEL.generation]: String(key.generation),
    [LABEL.component]: key.component,
    [LABEL.idx]: String(key.idx),
    [LABEL.form]: spec.form,
    [LABEL.specHash]: hashOf(spec),
  };
}

/** Engine-side filter: objects of one owner, or of one of its environments. */
export function filterOf(owner: string, environmentId: string | null, form: Form): string[] {
  const environment = environmentId === null ? [] : [`${LABEL.environment}=${environmentId}`];
  return [`${LABEL.owner}=${owner}`, `${LABEL.form}=${form}`, ...environment];
}

/** Null for what is not ours to read. */
export function namedBy(labels: Labels | null | undefined): (Named & { specHash: string }) | null {
  const environmentId = labels?.[LABEL.environment];
  const component = labels?.[LABEL.component];
  const form = labels?.[LABEL.form];
  const specHash = labels?.[LABEL.specHash];
  if (!environmentId || !component || !specHash) return null;
  if (form !== 'network' && form !== 'volume' && form !== 'machine') return null;
  const key = {
    environmentId,
    generation: Number(labels[LABEL.generation]),
    component,
    idx: Number(labels[LABEL.idx]),
  };
  return { form, key, specHash };
}

/** What has our name but another owner is never touched. */
export function refuseForeign(labels: Labels | null | undefined, owner: string): void {
  if (labels?.[LABEL.owner] !== owner)
    throw new DriverError('conflict', 'something of another owner has this name', 'not-done');
}

export function refuseOther(
  labels: Labels | null | undefined,
  owner: string,
  spec: NetworkSpec | MachineSpec,
): void {
  refuseForeign(labels, owner);
  if (labels?.[LABEL.specHash] !== hashOf(spec))
    throw new DriverError('conflict', 'this key has another spec', 'not-done');
}

const LOOKS = 4;
const LOOK_MS = 75;

/**
 * Makes, and answers null; or finds what was there already. A refused make is fine where the thing is there: someone
 * else, or an earlier call whose answer was lost, made it.
 */
export async function makeOrFind<T>(
  make: () => Promise<unknown>,
  find: () => Promise<T | undefined>,
): Promise<T | null> {
  try {
    await make();
    return null;
  } catch (refusal) {
    if (!(refusal instanceof DriverError) || ['timeout', 'unreachable'].includes(refusal.code)) throw refusal;
    // Docker refuses a network whose twin is being made at this moment, and lists that one a little later.
    for (let look = 0; look < LOOKS; look += 1) {
      const found = await find();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    throw refusal;
  }
}
