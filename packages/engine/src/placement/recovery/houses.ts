import type { Vector } from '@patchbay/catalog';
import type { Instant, Interval } from '../../time/index.ts';
import type { MachineDemand } from '../demand.ts';
import { fitsIn } from '../free.ts';
import { placeIn, type HostClaim, type Placed } from '../place.ts';
import { suits } from '../search.ts';
import type { HostView } from '../snapshot.ts';
import { negative, Room } from './room.ts';

/** Machines of one slot that are to have hosts for a time. */
export interface Household {
  readonly during: Interval;
  readonly machines: readonly MachineDemand[];
}

/** The hosts that take new work, of each architecture, by what is left on them for ever. */
export class Houses {
  private readonly byArch = new Map<string, Room[]>();
  private readonly byId = new Map<string, Room>();
  /** What was asked for in vain with nothing else placed for it: since room only gets less, it is in vain again. */
  private readonly vain = new Map<string, Instant>();

  /** @param from nothing is asked for an earlier instant */
  constructor(hosts: readonly HostView[], from: Instant) {
    for (const host of hosts) {
      if (!host.takesWork) continue;
      const rooms = this.byArch.get(host.arch) ?? [];
      const room = new Room(host, from);
      rooms.push(room);
      this.byArch.set(host.arch, rooms);
      this.byId.set(host.id, room);
    }
    for (const rooms of this.byArch.values()) rooms.sort(byLeast);
  }

  /**
   * Each machine, the largest first, goes to the host that it leaves with the least CPU, then memory, for ever after; where
   * it fits nowhere for ever, to the one that it leaves with the least for its time. Ties go by id. All of them or none.
   * @param alone whether nothing was taken that may be given back
   */
  place({ machines, during }: Household, alone = true): readonly HostClaim[] | null {
    const claims: HostClaim[] = [];
    for (const machine of [...machines].sort((a, b) => b.vector.cpuMilli - a.vector.cpuMilli)) {
      const room = this.tightest(machine, during, alone && claims.length === 0);
      if (!room) {
        this.giveBack(claims, during);
        return null;
      }
      const { component, idx, vector } = machine;
      this.change(room, vector, during);
      claims.push({ component, idx, hostId: room.host.id, vector });
    }
    return claims;
  }

  /** The whole search of `placeMachines`, in what is left. What it finds is taken. */
  search({ machines, during }: Household): Placed {
    const rooms = [...this.byId.values()];
    const left = new Map(rooms.map((room) => [room.host.id, room.during(during)]));
    const hosts = rooms.map(({ host }) => host);
    const placed = placeIn(machines, hosts, left);
    if (placed.missing.length === 0) this.take(placed.claims, during);
    return placed;
  }

  /** Claims of hosts that take nothing new are nobody's business here. */
  take(claims: readonly HostClaim[], during: Interval): void {
    for (const { hostId, vector } of claims) {
      const room = this.byId.get(hostId);
      if (room) this.change(room, vector, during);
    }
  }

  giveBack(claims: readonly HostClaim[], during: Interval): void {
    this.take(
      claims.map((claim) => ({ ...claim, vector: negative(claim.vector) })),
      during,
    );
  }

  /** Whether a host is among them. */
  has(hostId: string): boolean {
    return this.byId.has(hostId);
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
