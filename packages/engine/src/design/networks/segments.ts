import { links } from '../links.ts';
import { copies, type DesignModel } from '../model.ts';

/** One copy of a component. */
export interface Copy {
  readonly component: string;
  readonly idx: number;
}

/**
 * One broadcast domain as drawn (IEEE 802.1Q: a LAN): switches that are joined to each other, or a gateway that a
 * machine is plugged into directly.
 */
export interface Segment {
  /** Its first network part in the order of id and copy; the segment is known by it. */
  readonly at: Copy;
  /** Every network part of it, `at` and gateways included. */
  readonly parts: readonly Copy[];
  /** A drawn way out; null keeps the segment to itself. */
  readonly gateway: Copy | null;
  /** Machines and storage on it, in the order of their links. */
  readonly members: readonly Copy[];
}

export const copyKey = ({ component, idx }: Copy): string => `${component} ${idx}`;

/** Every segment of a design that has a member or a switch, in the order of `at`. */
export function segments(model: DesignModel): Segment[] {
  const isNetwork = ({ component }: Copy) => model.byId.get(component)?.type.layer === 'network';
  const ends = links(model).map((link) => [
    { component: link.a, idx: link.aIdx },
    { component: link.b, idx: link.bIdx },
  ]);
  const network = model.parts
    .filter((part) => part.type.layer === 'network')
    .flatMap((part) =>
      Array.from({ length: copies(model, part) }, (_, idx) => ({ component: part.component.id, idx })),
    );
  const groups = joined(
    network,
    ends.filter((link) => link.every(isNetwork)),
  );
  return groups.map((parts) => {
    const own = new Set(parts.map(copyKey));
    const members = new Map<string, Copy>();
    for (const [a, b] of ends as [Copy, Copy][]) {
      if (own.has(copyKey(a)) && !isNetwork(b)) members.set(copyKey(b), b);
      if (own.has(copyKey(b)) && !isNetwork(a)) members.set(copyKey(a), a);
    }
    const gateway = parts.find(({ component }) => !isSwitch(model, component)) ?? null;
    const at = (parts.find(({ component }) => isSwitch(model, component)) ?? parts[0]) as Copy;
    return { at, parts, gateway, members: [...members.values()] };
  });
}

/** A switch joins many; a gateway has one port towards the design. */
function isSwitch(model: DesignModel, component: string): boolean {
  return model.byId.get(component)?.type.ports.some((port) => port.capacity > 1) ?? false;
}

/** Connected groups, each in the order of `all`. */
function joined(all: readonly Copy[], pairs: readonly (readonly Copy[])[]): Copy[][] {
  const groupOf = new Map(all.map((copy) => [copyKey(copy), [copy]]));
  for (const [a, b] of pairs as [Copy, Copy][]) {
    const [first, second] = [groupOf.get(copyKey(a)), groupOf.get(copyKey(b))];
    if (!first || !second || first === second) continue;
    for (const copy of second) {
      first.push(copy);
      groupOf.set(copyKey(copy), first);
    }
  }
  const order = new Map(all.map((copy, n) => [copyKey(copy), n]));
  const place = (copy: Copy) => order.get(copyKey(copy)) ?? 0;
  return [...new Set(groupOf.values())].map((group) => group.toSorted((a, b) => place(a) - place(b)));
}
