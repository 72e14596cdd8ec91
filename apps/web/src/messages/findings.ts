import type { Level } from '@patchbay/engine/constraints';

/**
 * What the checker says, by message code. `{part}` names an object of the design and becomes a link;
 * `{=part}` is the value of that name, shown as it is.
 */
export const findingText: Readonly<Record<string, string>> = {
  'arch.headline': '{part} cannot run on {host}: its processor is {offered}',
  'arch.because.host': '{host} is of type {=host}: its processors are {offered}',
  'arch.because.part': '{part} runs only on {wanted}',
  'arch.because.carried': '{carried} is the reason {part} is here: it runs on it',
  'os.headline': '{part} cannot run on {host}',
  'os.because.host': '{host} is the system it was put on',
  'os.because.part': '{part} runs only on {wanted}',
  'os.because.carried': '{carried} is the reason {part} is here: it runs on it',
  'replace.host.action': 'Replace {part} with {=type}',
  'replace.host.effect': 'Keeps the connections and everything that runs on it.',
  'replace.part.action': 'Use {=type} instead of {part}',
  'replace.part.effect': 'Keeps the machine and everything that runs on the system.',

  'hosting.wrong.headline': '{part} cannot stand directly on {host}',
  'hosting.wrong.because': '{part} goes on {layer}; {host} is {hostLayer}',
  'hosting.wrong.because.none': '{part} stands by itself; nothing can host it',
  'hosting.missing.headline': '{part} stands on nothing yet',
  'hosting.missing.because': '{part} needs {layer} to run on',
  'service.clash.headline': '{first} and {second} on {machine} both answer at port {port}',
  'service.clash.because': 'A machine gives port {port} to one service; the others cannot start',
  'service.clash.action': 'Keep {part} only',
  'service.clash.once': 'Keep one copy of {part}',
  'service.clash.effect': 'Removes what wants the same port from this machine.',
  'hosting.crowded.headline': '{machine} has {total} operating systems',
  'hosting.crowded.because': 'One copy of {machine} runs one system; {os} is one of {total}',
  'hosting.crowded.action': 'Keep {part} only',
  'hosting.crowded.effect': 'Removes the other systems and the software on them.',
  'hosting.detach.action': 'Detach {part}',
  'hosting.detach.effect': 'Leaves it on the canvas by itself.',
  'hosting.move.action': 'Move {part} to {host}',
  'hosting.move.on.action': 'Move {part} to {host} on {machine}',
  'hosting.move.effect': 'Takes everything that runs on it along. Adds no part.',
  'hosting.new.action': 'Add {names} for {part}',
  'hosting.new.effect': 'Adds the host and puts it there.',
  'hosting.between.action': 'Put {name} between {part} and {host}',
  'hosting.between.effect': 'Keeps the machine. Adds the system that both fit.',

  'size.memory.headline': '{machine} has too little memory: {have} of {need} {unit}',
  'size.memory.because.have': '{machine} has {have} {unit} of memory',
  'size.memory.because.need': 'What runs on it needs {need} {unit} together, most of it for {part}',
  'size.memory.action': 'Give {machine} {value} {unit} of memory',
  'size.disk.headline': '{machine} has too small a disk: {have} of {need} {unit}',
  'size.disk.because.have': '{machine} has {have} {unit} of local disk',
  'size.disk.because.need': 'What runs on it needs {need} {unit} together, most of it for {part}',
  'size.disk.action': 'Give {machine} {value} {unit} of local disk',
  'size.effect': 'Keeps everything that runs on it.',

  'port.headline': '{part} has {capacity:port|ports} and {used:connection|connections}',
  'port.because.have': 'There is room for {capacity:link|links}',
  'port.because.last': 'That is {over} too many; the connection to {other} counts {links}',
  'port.action.copies': 'Use {count:copy|copies} of {part}',
  'port.effect.copies': 'Together they have {capacity:port|ports}.',
  'link.headline': '{part} and {other} have ports that do not go together',
  'link.because': 'One end is {a}, the other {b}',
  'link.devices.headline': '{part} and {other} cannot be joined directly',
  'link.devices.because': 'Both are devices; devices meet through a switch',
  'link.switch.action': 'Put {names} between {part} and {other}',
  'link.switch.effect': 'Replaces the connection by two.',
  'link.disconnect.action': 'Disconnect {part} from {other}',
  'link.disconnect.effect': 'Removes this connection only.',
  'link.twice.headline': '{part} and {other} are joined twice',
  'link.twice.because': 'The second connection takes a port and adds nothing',
  'gateway.headline': '{part} is not connected to anything',
  'gateway.because': 'Nothing can reach the Internet through {part} yet',
  'gateway.effect': 'Everything on {other} reaches the Internet.',
  'network.full.headline': '{part} has {members} members, and addresses for {most}',
  'network.full.because': 'Each member takes a private address of its own, and one network has {most}',
  'network.full.because.joined': '{part} and {other} are one network, since they are joined',
  'network.split.action': 'Disconnect {part} from {other}',
  'network.split.effect': 'Makes networks of their own, whose members do not reach each other.',
  'network.fewer.action': 'Use {count:copy|copies} of {part}',
  'network.fewer.effect': 'The network then has an address for each.',

  'join.action': 'Connect {part} to {other}',
  'join.both.action': 'Connect {part} to {other} and {second}',
  'join.effect': 'Adds nothing else.',
  'join.also.action': 'Add {names}, and connect {part} to it and to {other}',
  'join.fresh.action': 'Add {names}, and connect {part}',
  'join.fresh.effect': 'Adds a network for what is to come.',
  'bridge.action': 'Connect {part} and {other} to {network}',
  'bridge.fresh.action': 'Add {names}, and connect {part} and {other}',
  'bridge.fresh.effect': 'Adds a network for the two. Keeps all connections.',
  'beside.action': 'Add {names} to {network}',
  'beside.joined.action': 'Add {names} to {network}, and connect {part}',
  'beside.fresh.action': 'Add {names}, and connect {part}',
  'beside.effect': 'What is new shares a network with {part}.',
  'replace.network.effect': 'Keeps its connections.',
  'replace.software.effect': 'Keeps everything else on the machine.',
  'count.action': 'Use {count:copy|copies} of {part}',
  'count.effect': 'Changes the number of copies only.',
  'add.action': 'Add {names} on {host}',
  'add.effect': 'Adds it on {host}. Changes nothing else.',

  'build.headline': '{part} has no build for the processor of {machine}',
  'build.because.machine': '{machine} is of type {=type}',
  'build.because.part': '{part} is built for {wanted} only',
  'cpus.few.headline': '{machine} has too few processors for {part}: {have} of {need} vCPU',
  'cpus.few.because': '{part} does not start on fewer than {need} vCPU',
  'cpus.many.headline': '{system} cannot use all processors of {machine}',
  'cpus.many.because': '{machine} has {have} vCPU; {system} uses {most} at most',
  'clock.headline': '{machine} may be too slow for {part}: at most {have} MHz',
  'clock.because.machine': '{machine} asks for a host of {have} MHz or less',
  'clock.because.part': '{part} needs {need} MHz or more',
  'memory.many.headline': '{system} cannot use all memory of {machine}',
  'memory.many.because': '{machine} has {have} MiB; {system} uses {most} MiB at most',
  'gpu.headline': '{part} needs a graphics processor, and {machine} has {have} of {need}',
  'gpu.because': '{part} computes on graphics processors and does not start without',
  'gpu.idle.headline': 'Nothing on {machine} uses its graphics processors',
  'gpu.idle.because': '{part} and what else is on {machine} computes on ordinary processors',

  'runtime.missing.headline': '{part} needs {wanted} on {machine} to start',
  'runtime.missing.because': 'Nothing on {machine} offers {wanted} {range}',
  'runtime.version.headline': '{part} does not start with {other}',
  'runtime.version.because.part': '{part} needs {wanted} {range}',
  'runtime.version.because.other': '{other} offers version {version}',
  'exclude.headline': '{first} and {second} cannot share a machine',
  'exclude.because': 'Both are on {machine}, where each wants the place of the other',
  'service.missing.headline': '{part} has nothing to talk to yet: it needs {wanted}',
  'service.missing.because': 'Nothing in this design offers {wanted}, to {part} or to others',
  'service.apart.headline': '{part} cannot reach {provider}: their machines share no network',
  'service.apart.because.need': '{part} needs {wanted}, which {provider} offers',
  'service.apart.because.network': 'No network leads from {machine} to {other}',

  'licence.seats.headline': '{used:copy|copies} of {=type} are more than its licence allows in one design',
  'licence.seats.because': 'One licence has {most:seat|seats}',
  'licence.machines.headline':
    '{=type} is on {used:machine|machines}; its licence allows {most} in one design',
  'licence.machines.because': 'One licence is for {most:machine|machines}',
  'licence.because.most': '{part} alone takes {count}, on {machine}',

  'tested.headline': '{part} was never tested on {host}',
  'tested.because': '{part} runs there; it was tested on {tested}',
  'portable.headline': '{part} serves others from {machine}, which is carried about',
  'portable.because': 'While {machine} is away or asleep, nothing reaches {part}',
  'majority.headline': '{part} decides by majority, and {voters} are an even number',
  'majority.because': 'Of {voters} copies {lost} may fail; one more copy allows one more to fail',

  'out.headline': '{part} has no way to the Internet',
  'out.because': '{part} works with machines in the Internet, and no network of {machine} leads there',
  'out.action': 'Add {names} to {part}',
  'out.vpn.headline': '{part} cannot be reached from outside',
  'out.vpn.because': 'A VPN comes in through a gateway, and no network of {part} has one',
  'out.twice.headline': '{part} and {other} lead out of the same network',
  'out.twice.because': 'A network uses one way out; it has {total}, which all cost',
  'open.database.headline': '{part} is open to the Internet through {gateway}',
  'open.system.headline': '{part} is open to the Internet and gets no security fixes',
  'open.system.because': 'Its maker has ended support for {part}',
  'open.because': 'No firewall stands between {gateway} and {machine}',
  'open.action': 'Put {names} between {part} and {other}',
  'open.effect': 'Keeps the way out; what is on {other} is behind the firewall.',

  'balancer.empty.headline': '{part} has no machines to share requests among',
  'balancer.empty.because': 'No network of {part} has another machine on it',
  'balancer.silent.headline': 'Nothing behind {part} answers requests',
  'balancer.silent.because':
    'Machines behind {part}: {count}, among them {machine}; none of them runs a server',
  'balancer.alone.headline': '{machine} carries everything behind {part}',
  'balancer.alone.because': 'It is the only copy; when it fails, {part} has nothing to pass requests to',

  'between.headline': '{part} stands between fewer than two networks',
  'between.because': 'It passes on from one network to another, and is joined to one at most',
  'line.headline': '{part} has a loose end',
  'line.because': 'A line joins two networks',
  'cable.headline': '{part} is on no network by cable yet',
  'cable.because': 'What is joined to {part} without a cable reaches nothing else',
  'storage.headline': '{part} is not connected to anything',
  'storage.because': 'No machine can keep data on {part} yet',
  'storage.alone.headline': 'No machine reaches {part}',
  'storage.alone.because': 'Its network has no machine on it, and leads to none',
  'backup.headline': '{part} has nothing to make copies of',
  'backup.because': 'No machine and no other storage is on its networks',
  'printer.headline': 'Nobody can print on {part} yet',
  'printer.because': 'No computer is on a network with {part}',
  'vpn.headline': 'Nothing may pass through {part}: its {label} is 0',
  'vpn.because': 'A VPN ends with its life and its quota',

  'band.network.headline': '{network} is too slow for {member}: {have} of {need} Mbit/s',
  'band.network.because.have': '{network} carries {have} Mbit/s',
  'band.network.because.need': '{member} sends and takes up to {need} Mbit/s',
  'band.storage.headline': '{part} may slow {software} down: {have} of {need} MB/s',
  'band.storage.because.need':
    'What runs on its networks asks for {need} MB/s when busy, {software} among it',
  'band.storage.because.have': 'The storage there gives {have} MB/s together, {part} among it',
  'band.uplink.headline': '{part} is faster than {gateway}: {need} and {have} Mbit/s',
  'band.uplink.because': 'All that goes through {part} goes through {gateway}, which carries {have} Mbit/s',
  'band.between.headline': '{part} slows down {first} and {second}',
  'band.between.because': '{part} carries {have} Mbit/s; both sides carry {speed} or more',
  'loop.headline': 'A loop goes through {part} and {other}',
  'loop.because': 'They are one network already by another way; a second one stays idle',
  'hubs.headline': '{part}, {other} and more hubs are chained: {total} in a row',
  'hubs.because': 'A signal passes {most} hubs at most; further ones lose it',

  'property.headline': '{label} of {part} cannot be {value}',
  'property.because': '{=type} allows {min} to {max} {unit}',
  'property.because.unknown': '{=type} has no such property',
  'property.action': 'Set {label} of {part} to {value} {unit}',
  'property.effect': 'Changes nothing else.',
  'type.headline': '{part} is of a type that this catalog does not have',
  'type.because': 'There is no {=type} in the catalog version of this design',
  'large.components.headline': 'With {part}, this design comes to more than {most} parts',
  'large.components.because': 'A design has {most} parts at most, counting everything inside of {part}',
  'large.connections.headline': 'With {part}, this design comes to more than {most} connections',
  'large.connections.because':
    'A design has {most} connections at most, counting everything inside of {part}',
  'large.copies.headline': 'With {part}, this design comes to more than {most} copies',
  'large.copies.because':
    'A design has {most} copies of everything at most, counting what is inside of {part}',
  'large.depth.headline': '{part} contains itself, or goes too deep',
  'large.depth.because': 'Abstractions go {most} levels deep at most, and none is inside of itself',
  'remove.action': 'Remove {part}',
  'remove.effect': 'Removes it with everything that runs on it.',

  'fit.layer': 'goes on {layer}',
  'fit.arch': 'needs {wanted}',
  'fit.os': 'needs {wanted}',
  'fit.link': 'via a switch only',
};

/** Layers as they are spoken of. */
export const layerWords: Readonly<Record<string, string>> = {
  machine: 'a machine',
  os: 'an operating system',
  software: 'software',
  network: 'a network part',
  storage: 'storage',
  canvas: 'the canvas',
};

/** The same where there is room for a word only. */
export const hostWords: Readonly<Record<string, string>> = {
  machine: 'a machine',
  os: 'a system',
  canvas: 'the canvas',
};

export const levelWords: Readonly<Record<Level, string>> = {
  blocker: 'Blocker',
  step: 'Needs a step',
  advice: 'Advice',
  todo: 'To do',
};

const PLURALS: Readonly<Record<Level, readonly [string, string]>> = {
  blocker: ['blocker', 'blockers'],
  step: ['step', 'steps'],
  advice: ['advice', 'pieces of advice'],
  todo: ['to do', 'to do'],
};

/** `1 blocker`, `2 to do`. */
export function levelCount(level: Level, count: number): string {
  return `${count} ${PLURALS[level][count === 1 ? 0 : 1]}`;
}

export const findingLabels = {
  because: 'Because',
  fixes: 'Fixes, each checked against the whole design',
  noFixes: 'No single change solves this. Change one of the parts named above.',
  apply: 'Apply',
  applyNamed: (action: string) => `Apply: ${action}`,
  total: (price: string) => `Design: ${price}.`,
  goneRef: 'a removed part',
  quiet: (name: string) => `No findings for ${name}.`,
  standsOn: 'It stands on',
  quietDesign: 'No findings. Everything in this design fits.',
  emptyDesign: 'Nothing to check yet.',
  blockersStay: 'Blockers cannot be accepted.',
  stops: 'Stops booking',
};

export const trayText = {
  problems: 'Problems',
  none: 'No problems',
  open: 'Show problems',
  close: 'Hide problems',
  hint: 'Next problem',
  columns: {
    level: 'Level',
    problem: 'Problem',
    where: 'Where',
    rule: 'Rule',
    fixes: 'Fixes',
    cheapest: 'Cheapest',
  },
  noFix: '–',
};

/** What the live region says after a check. */
export function problemsSaid(count: number, blockers: number): string {
  if (count === 0) return 'No problems';
  const all = `${count} ${count === 1 ? 'problem' : 'problems'}`;
  return blockers === 0 ? all : `${all}, ${levelCount('blocker', blockers)}`;
}
