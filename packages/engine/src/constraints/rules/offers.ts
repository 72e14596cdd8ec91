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
export function possibleHosts(model: DesignModel, part: Part): Part[] {
  return model.parts.filter((other) => {
    if (
      other.type.layer !== part.type.hostedOn ||
      other === part ||
      !offers(other.type, part.type.requirements)
    )
      return false;
    return (
      part.type.layer !== 'os' ||
      !(model.hosted.get(other.component.id) ?? []).some((child) => child.type.layer === 'os')
    );
  });
}
