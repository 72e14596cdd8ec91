import type { Capability, ComponentType, Requirement } from '@patchbay/catalog';
import { isDrawn, type DesignModel, type Part } from '../../design/index.ts';
import { isWithin } from '../version.ts';

/** What a part asks of whatever it stands on, apart from what it asks of others. */
export function askedOfHost(type: ComponentType): Requirement[] {
  return type.requirements.filter(({ from }) => from === undefined || from === 'host');
}

/** Whether a type could stand on another, as far as what it asks of its host goes. */
export function takes(host: ComponentType, type: ComponentType): boolean {
  return askedOfHost(type).every((requirement) => meets(host, requirement));
}

/** Whether a machine runs what it came with and takes no system. */
export function isAppliance({ layer, capabilities }: ComponentType): boolean {
  return layer === 'machine' && !capabilities.some(({ name }) => name === 'arch');
}

export function meets(type: ComponentType, requirement: Requirement): boolean {
  return offeredFor(type, requirement).some(({ version }) => isWithin(version, requirement));
}

/** What a type offers of what is asked for, in whatever version. */
export function offeredFor(type: ComponentType, { capability, anyOf }: Requirement): Capability[] {
  return type.capabilities.filter(
    ({ name, values }) => name === capability && values.some((value) => anyOf.includes(value)),
  );
}

/** More are never tried (check.ts), so the first ones will do. */
const ENOUGH = 8;

/**
 * Drawn parts that could host this one: of its layer, offering what it asks for, and not a machine that has its system
 * already. Nothing is put into an abstraction.
 */
export function possibleHosts(model: DesignModel, part: Part): Part[] {
  const found: Part[] = [];
  for (const other of model.parts) {
    if (found.length === ENOUGH) break;
    if (couldHost(model, other, part)) found.push(other);
  }
  return found;
}

function couldHost(model: DesignModel, other: Part, part: Part): boolean {
  if (!isDrawn(other.component.id)) return false;
  if (other === part || other.type.layer !== part.type.hostedOn) return false;
  if (!takes(other.type, part.type)) return false;
  const hosted = model.hosted.get(other.component.id) ?? [];
  return part.type.layer !== 'os' || !hosted.some((child) => child.type.layer === 'os');
}
