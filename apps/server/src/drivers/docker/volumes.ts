import { DriverError, type Key, type Options, type VolumeSpec } from '../driver.ts';
import type { Engine } from './engine.ts';
import { unlessAbsent } from './errors.ts';
import { labelsOf, nameOf, refuseForeign } from './names.ts';

/** A named volume. Neither engine bounds its size without a file system made for that; the capacity is no more than a label. */
export async function ensureVolume(
  engine: Engine,
  owner: string,
  key: Key,
  spec: VolumeSpec,
  options: Options,
): Promise<void> {
  // Looked for first: to make a volume that exists is success on both engines, whatever its labels.
  const found = await findVolume(engine, key, options);
  if (found) return refuseForeign(found.Labels, owner);
  const wanted = { Name: nameOf(key), Driver: 'local', Labels: labelsOf(engine.host, owner, key, spec) };
  try {
    await engine.call(options, (docker, bound) => docker.createVolume({ ...wanted, ...bound }));
  } catch (cause) {
    // Podman refuses the second of two that make it at the same moment; then it is there. A lost answer is no refusal.
    if (!(cause instanceof DriverError && ['conflict', 'engine'].includes(cause.code))) throw cause;
    const made = await findVolume(engine, key, options);
    if (!made) throw cause;
    refuseForeign(made.Labels, owner);
  }
}

export async function removeVolume(
  engine: Engine,
  owner: string,
  key: Key,
  options: Options,
): Promise<'removed' | 'absent'> {
  const found = await findVolume(engine, key, options);
  if (!found) return 'absent';
  refuseForeign(found.Labels, owner);
  await unlessAbsent(engine.call(options, (docker, bound) => docker.getVolume(nameOf(key)).remove(bound)));
  return 'removed';
}

export function findVolume(engine: Engine, key: Key, options: Options) {
  return unlessAbsent(engine.call(options, (docker, bound) => docker.getVolume(nameOf(key)).inspect(bound)));
}
