import type { ComponentType, Requirement } from '@patchbay/catalog';

/** Whether a type offers at least one accepted value for every requirement. */
export function offers(type: ComponentType, requirements: readonly Requirement[]): boolean {
  return requirements.every((requirement) => meets(type, requirement));
}

export function meets(type: ComponentType, requirement: Requirement): boolean {
  const offered =
    type.capabilities.find((capability) => capability.name === requirement.capability)?.values ?? [];
  return offered.some((value) => requirement.anyOf.includes(value));
}
