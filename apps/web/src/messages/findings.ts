import type { Level } from '@patchbay/engine/constraints';

/**
 * What the checker says, by message code. `{part}` names an object of the design and becomes a link;
 * `{=part}` is the value of that name, shown as it is.
 */
export const findingText: Readonly<Record<string, string>> = {
  'arch.headline': '{part} cannot run on {host}: its processor is {offered}',
  'arch.because.host': '{host} is a {=host}: its processors are {offered}',
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

  'port.headline': '{part} has {capacity} ports and {used} connections',
  'port.because.have': 'Its ports carry {capacity} links',
  'port.because.last': 'The connection to {other} is one too many',
  'port.action.copies': 'Use {count} copies of {part}',
  'port.effect.copies': 'Together they have {capacity} ports.',
  'link.headline': '{part} and {other} have ports that do not go together',
  'link.because': 'One end is {a}, the other {b}',
  'link.devices.headline': '{part} and {other} cannot be joined directly',
  'link.devices.because': 'Both are devices; devices meet through a switch',
  'link.switch.action': 'Put a {=type} between {part} and {other}',
  'link.switch.effect': 'Replaces the connection by two.',
  'link.disconnect.action': 'Disconnect {part} from {other}',
  'link.disconnect.effect': 'Removes this connection only.',
  'link.twice.headline': '{part} and {other} are joined twice',
  'link.twice.because': 'The second connection takes a port and adds nothing',
  'gateway.headline': '{part} is not connected to anything',
  'gateway.because': 'Nothing can reach the Internet through {part} yet',
  'gateway.action': 'Connect {part} to {other}',
  'gateway.effect': 'Everything on {other} reaches the Internet.',
  'network.full.headline': '{part} has {members} members, and addresses for {most}',
  'network.full.because': 'Each member takes a private address of its own, and one network has {most}',
  'network.full.because.joined': '{part} and {other} are one network, since they are joined',
  'network.split.action': 'Disconnect {part} from {other}',
  'network.split.effect': 'Makes networks of their own, whose members do not reach each other.',
  'network.fewer.action': 'Use {count} copies of {part}',
  'network.fewer.effect': 'The network then has an address for each.',

  'property.headline': '{label} of {part} cannot be {value}',
  'property.because': '{=type} allows {min} to {max} {unit}',
  'property.because.unknown': '{=type} has no such property',
  'property.action': 'Set {label} of {part} to {value} {unit}',
  'property.effect': 'Changes nothing else.',
  'type.headline': '{part} is of a type that this catalog does not have',
  'type.because': 'There is no {=type} in the catalog version of this design',
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
