import type { Vector } from '@patchbay/catalog';
import type { Instant, Interval } from '../../time/index.ts';
import type { MachineDemand } from '../demand.ts';
import { fitsIn } from '../free.ts';
import type { HostClaim } from '../place.ts';
import { suits } from '../search.ts';
import type { HostView } from '../snapshot.ts';
import { negative, Room } from './room.ts';

/** Machines of one slot that have no host any more, for what is left of it. */
export interface Homeless {
  readonly slotId: string;
  readonly during: Interval;
  readonly machines: readonly MachineDemand[];
}

/**
 * Hosts for what many slots have lost at once, around everything that stands: a slot gets all that it has lost or nothing,
 * those with the largest machines first. Each machine goes to the host that it leaves with the least CPU, then memory,
 * for ever after; where it fits nowhere for ever, to the one that it leaves with the least for its slot. Ties go by id.
 * A slot without an answer was not proved to be without room: `planKeeping` tries more.
 * Laws: **CAP-1** no host is exceeded. **CAP-2** all or nothing. **PLC-1** in whatever order hosts come.
 * Cost: O(log hosts) for a machine that fits somewhere for ever, O(hosts) otherwise.
 */
export function rehouse(
  homeless: readonly Homeless[],
  hosts: readonly HostView[],
): Map<string, readonly HostClaim[]> {
  const from = Math.min(...homeless.map(({ during }) => during.start));
  const houses = new Houses(
    hosts.filter(({ takesWork }) => takesWork),
    from,
  );
  const found = new Map<string, readonly HostClaim[]>();
  for (const one of [...homeless].sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const claims = houses.place(one);
    if (claims) found.set(one.slotId, claims);
  }
  return found;
}

const sizeOf = ({ machines }: Homeless) => Math.max(0, ...machines.map(({ vector }) => vector.cpuMilli));

/** The hosts of each architecture, by what is left on them for ever. */
class Houses {
  private readonly byArch = new Map<string, Room[]>();
  /** What was asked for in vain with nothing else placed for it: since room only gets less, it is in vain again. */
  private readonly vain = new Map<string, Instant>();

  constructor(hosts: readonly HostView[], from: Instant) {
    for (const host of hosts) {
      const rooms = this.byArch.get(host.arch) ?? [];
      rooms.push(new Room(host, from));
      this.byArch.set(host.arch, rooms);
    }
    for (const rooms of this.byArch.values()) rooms.sort(byLeast);
  }

  place({ machines, during }: Homeless): readonly HostClaim[] | null {
    const placed: { room: Room; machine: MachineDemand }[] = [];
    for (const machine of [...machines].sort((a, b) => b.vector.cpuMilli - a.vector.cpuMilli)) {
      const room = this.tightest(machine, during, placed.length === 0);
      if (!room) {
        for (const one of placed) this.change(one.room, negative(one.machine.vector), during);
        return null;
      }
      this.change(room, machine.vector, during);
      placed.push({ room, machine });
    }
    return placed.map(({ room: { host }, machine: { component, idx, vector } }) => ({
      component,
      idx,
      hostId: host.id,
      vector,
    }));
  }

  private tightest(machine: MachineDemand, during: Interval, first: boolean): Room | undefined {
    const rooms = this.byArch.get(machine.arch) ?? [];
    const { vector } = machine;
    for (let n = firstWith(rooms, vector); n < rooms.length; n += 1) {
      const room = rooms[n] as Room;
      if (fitsIn(vector, room.least) && suits(machine, room.host)) return room;
    }
    const kind = JSON.stringify([machine.arch, machine.maxClockMhz, vector, during.start]);
    const inVain = this.vain.get(kind);
    if (inVain !== undefined && inVain <= during.end) return undefined;
    let best: { room: Room; left: Vector } | undefined;
    for (const room of rooms) {
      if (!suits(machine, room.host)) continue;
      const left = room.during(during);
      if (!fitsIn(vector, left)) continue;
      if (!best || compare(left, room.host.id, best.left, best.room.host.id) < 0) best = { room, left };
    }
    if (!best && first) this.vain.set(kind, during.end);
    return best?.room;
  }

  /** Takes an amount of a host, and puts it where it belongs by then. */
  private change(room: Room, vector: Vector, during: Interval): void {
    const rooms = this.byArch.get(room.host.arch) ?? [];
    rooms.splice(placeOf(rooms, room), 1);
    room.take(vector, during);
    rooms.splice(placeOf(rooms, room), 0, room);
  }
}

function compare(a: Vector, aId: string, b: Vector, bId: string): number {
  return a.cpuMilli - b.cpuMilli || a.memoryMiB - b.memoryMiB || (aId < bId ? -1 : aId > bId ? 1 : 0);
}

const byLeast = (a: Room, b: Room) => compare(a.least, a.host.id, b.least, b.host.id);

/** Where a room is among others in their order, or would be. */
const placeOf = (rooms: readonly Room[], room: Room) => firstOf(rooms, (one) => byLeast(one, room) >= 0);

/** The first that has enough CPU, and if it has just enough, enough memory. */
const firstWith = (rooms: readonly Room[], need: Vector) =>
  firstOf(rooms, ({ least }) => compare(least, '', need, '') >= 0);

/** The first that something is true of, which is so of all behind it. */
function firstOf(rooms: readonly Room[], isSo: (room: Room) => boolean): number {
  let low = 0;
  let high = rooms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(rooms[middle] as Room)) high = middle;
    else low = middle + 1;
  }
  return low;
}
