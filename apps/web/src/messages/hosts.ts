import type { HostStatus, Limit } from '../api/types.ts';

export const hostText = {
  tree: 'Sites, racks and hosts',
  treeHosts: (name: string, hosts: number) => `${name}, ${hosts === 1 ? '1 host' : `${hosts} hosts`}`,
  treeTrouble: (label: string, words: string) => `${label}, ${words}`,
  simulated: 'simulated',
  real: 'real',
  address: 'Address',
  engine: 'Engine',
  api: 'API version',
  ping: 'Answers in',
  seen: 'Last answer',
  ago: (length: string) => `${length} ago`,
  ms: (n: number) => `${n} ms`,
  arch: 'Architecture',
  mhz: (n: number) => `${n} MHz`,
  clock: 'Clock',
  model: 'Model',
  year: 'Year',
  rack: 'Rack',
  rackUnit: (rack: string, unit: number) => `${rack}, unit ${unit}`,
  load: 'Used / reserved / offered',
  cannot: 'What it cannot do',
  drainText: 'Nothing new is placed on it.',
  drainHint: 'Draining places nothing new on it and moves what is booked; what would move is shown first.',
  takeAgain: 'Take work again',
  takeAgainHint: 'Taking work again lets new slots be placed on it.',
  undrained: (name: string) => `${name} takes work again`,
  remove: 'Remove',
  removeBusy:
    'It cannot be removed while slots are booked on it. Drain it first, then wait until they are over.',

  removeTitle: (name: string) => `Remove ${name}?`,
  removeNames: (engine: string, address: string) => `${engine} at ${address} leaves the inventory.`,
  removeSimulated: 'It exists on paper only, and leaves the inventory.',
  removeOffer: (cpus: string, memory: string, disk: string, site: string) =>
    `${cpus} processors, ${memory} of memory and ${disk} of disk can then no longer be booked at ${site}.`,
  removeStays: 'The engine itself keeps running, and it can be added again.',
  removeKeeps: (n: number) =>
    `${n === 1 ? 'One environment keeps' : `${n} environments keep`} data on this host. It can be removed once ${n === 1 ? 'its owner has' : 'their owners have'} deleted it, or its time is over.`,
  removeKeep: 'Keep it',
  removeDo: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} was removed`,
  removeBooked: {
    title: 'Slots are booked on this host',
    text: 'Nothing was changed. Drain it, and remove it once they are over.',
  },
  removeKept: {
    title: 'Environments keep data on this host',
    text: 'Nothing was changed. It can be removed once their owners have deleted the data or its time is over.',
  },
};

export const hostStatusText: Record<HostStatus, string> = {
  up: 'It answers.',
  suspect: 'It has not answered just now. It is asked again; nothing is moved yet.',
  lost: 'It is taken to be gone. What ran on it moves where there is room; what has data there waits for it first.',
  removed: 'It is no longer in the inventory.',
};

/** What a host cannot do. */
export const limitText: Record<Limit, string> = {
  paper: 'Nothing runs here: machines exist on paper.',
  'disk-unbounded': 'Disks are not bounded: a machine or a volume may fill the disk of the host.',
  'memory-unbounded': 'Memory is not bounded: its kernel does not let the engine limit it.',
  'swap-unbounded': 'Swap is not bounded: a machine beyond its memory slows the host down instead of ending.',
  'cpu-unbounded': 'Processors are not bounded: its kernel does not let the engine limit them.',
  'processes-unbounded': 'The number of processes is not bounded: one machine may use up those of the host.',
  'oom-untold': 'With control groups of version 1 it does not tell that a machine ended for want of memory.',
  rootless: 'The engine does not run as root: some limits and networks are not enforced.',
  'bridge-reached': 'Each machine reaches the address of the bridge of its own networks, which is the host.',
  'subnets-shared': 'Two environments with overlapping subnets cannot be on it.',
  'traffic-summed': 'Traffic is counted for each machine, not for each of its networks.',
};

export const addHostText = {
  add: 'Add host',
  lead: 'A machine with Docker or Podman becomes a host of the data center.',
  close: 'Close Add host',
  engine: 'Engine',
  address: 'Address',
  addressHint: 'unix:///path of a socket, or tcp://host:port',
  addressWrong: 'Write unix:///path of a socket on this machine, or tcp://host:port.',
  suggestions: 'Usual addresses',
  probe: 'Probe',
  probeFirst: 'Probe the engine first: what it has is what can be offered.',
  noAnswer: (address: string) => ({
    title: 'No engine answers there',
    text: `Nothing was changed. Check that Docker or Podman runs at ${address}, and that this server may open it.`,
  }),
  noEngineThere: {
    title: 'No engine is looked for at this address',
    text: 'Nothing was changed. An engine is never at a link-local, multicast or metadata address, nor at a port of this server itself. Use an address of the machine that it runs on.',
  },
  answers: (engine: string) => `${engine} answers`,
  processors: 'Processors',
  memory: 'Memory',
  known: (name: string) => `This engine is host ${name} already. One engine is one host.`,
  show: (name: string) => `Show ${name}`,
  offer: 'What it offers',
  site: 'Site',
  newSite: 'A new site',
  siteName: 'Name of the new site',
  siteHint: 'Only sites of real hosts: an environment is never half real.',
  rack: 'Rack',
  name: 'Host name',
  cpus: 'Processors offered',
  cpusHint: (has: number, most: number) =>
    `It has ${has}. Up to ${most} may be offered: then several machines share one, which is your choice.`,
  memoryOffered: 'Memory offered, MiB',
  memoryHint: (has: string) => `It has ${has}. Memory is never shared; leave some to the host itself.`,
  disk: 'Disk offered, GiB',
  diskHint: 'An engine does not say how much is free where it keeps its files.',
  addNow: (name: string) => `Add ${name}`,
  cancel: 'Cancel',
  added: (name: string) => `${name} was added. It can be booked now.`,
  conflict: {
    title: 'The data center has changed in the meantime',
    text: 'Nothing was added: this engine is a host already, or the site is gone. Close this and look again.',
  },
  refused: {
    title: 'The engine does not offer this any more',
    text: 'Nothing was added. It no longer answers, or has less than when it was probed. Probe it again.',
  },
};

export const newHostProblems = {
  missing: 'Fill this in.',
  long: 'This name is too long: it has at most 40 characters.',
  taken: 'A site of this name exists. Choose it above, or use another name.',
  'host-taken': 'A host of this name exists. Use another name.',
  cpus: (most: number) => `A whole number from 1 to ${most}.`,
  memory: (most: number) => `A whole number from 256 to ${most}.`,
  disk: 'A whole number from 1 to 1000000.',
};
