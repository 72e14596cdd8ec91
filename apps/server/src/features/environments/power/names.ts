import { copies, type Copy, type DesignModel } from '@patchbay/engine/design';

/** So many machines are named in one sentence. */
const NAMED = 3;

/** Machines as an event tells of them: how many, and the first ones by name. */
export function namesOf(
  model: DesignModel,
  machines: readonly Copy[],
): { readonly machines: number; readonly named: number; readonly names: string } {
  const names = firstNames(model, machines);
  return { machines: machines.length, named: names.length, names: names.join(', ') };
}

/** What the first of some machines are called, with the number of a copy where there are several. */
export function firstNames(model: DesignModel, machines: readonly Copy[]): string[] {
  return machines.slice(0, NAMED).map(({ component, idx }) => {
    const part = model.byId.get(component);
    if (!part) return component;
    return copies(model, part) > 1 ? `${part.component.name} ${idx + 1}` : part.component.name;
  });
}
