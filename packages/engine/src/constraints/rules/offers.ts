import type { ComponentType, Requirement } from '@patchbay/catalog';
import type { DesignModel, Part } from '../../design/index.ts';

/** Whether a type offers at least one accepted value for every requirement. */
export function offers(type: ComponentType, requirements: readonly Requirement[]): boolean {
  return requirements.every((requirement) => meets(type, requirement));
}

export function meets(type: ComponentType, requirement: Requirement): boolean {
  const offered =
    type.capabilities.find((capability) => capability.name === requirement.capability)?.values ?? [];
  return offered.some((value) => requirement.anyOf.includes(value));
}

/** Parts that could host this one: of its layer, offering what it asks for, and not a machine that has its system already. */
/** More are never tried (check.ts), so the first ones will do. */
const ENOUGH = 8;

export function possibleHosts(model: DesignModel, part: Part): Part[] {
  const found: Part[] = [];
  for (const other of model.parts) {
    if (found.length === ENOUGH) break;
    if (couldHost(model, other, part)) found.push(other);
  }
  return found;
}

function couldHost(model: DesignModel, other: Part, part: Part): boolean {
  if (other === part || other.type.layer !== part.type.hostedOn) return false;
  if (!offers(other.type, part.type.requirements)) return false;
  const hosted = model.hosted.get(other.component.id) ?? [];
  return part.type.layer !== 'os' || !hosted.some((child) => child.type.layer === 'os');
}
