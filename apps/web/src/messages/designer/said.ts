import { MAX_COMPONENTS, MAX_TOTAL_COPIES } from '@patchbay/engine/design';
import { grouped } from '../../ui/format/money.ts';

/** Sentences for the live region. */
export const said = {
  notLoaded: (command: string) => `${command}: the server cannot be reached, so nothing was done`,
  added: (name: string, host: string | null) =>
    host === null ? `Added ${name}` : `Added ${name} to ${host}`,
  removed: (name: string) => `Deleted ${name}`,
  parts: (n: number) => (n === 1 ? '1 part' : `${n} parts`),
  groups: (n: number) => `${n} groups`,
  copied: (n: number) => `Copied ${n === 1 ? '1 part' : `${n} parts`}`,
  pasted: (n: number) => `Added ${n === 1 ? '1 part' : `${n} parts`}`,
  nothingToPaste: 'The clipboard has no parts of a design',
  notPasted: 'Not pasted: the clipboard has something else than parts of a design, or too many of them',
  tooMany: `Not done: a design has at most ${grouped(MAX_COMPONENTS)} parts, and ${grouped(MAX_TOTAL_COPIES)} copies of them in all`,
  lost: (n: number) =>
    n === 1 ? '1 connection stayed with the other copies' : `${n} connections stayed with the other copies`,
  groupName: 'Group',
  grouped: (name: string, n: number) => `${name}, a group of ${n}`,
  ungrouped: (name: string) => `Ungrouped ${name}`,
  collapsed: (name: string) => `Collapsed ${name}`,
  expanded: (name: string) => `Opened ${name}`,
  separated: (name: string) => `Separated one copy of ${name}`,
  takenApart: (name: string) => `Took ${name} apart`,
  replaced: (name: string, type: string) => `${name} is now ${type}`,
  disconnected: (a: string, b: string) => `Disconnected ${a} from ${b}`,
  disconnectedAll: (n: number) => `Deleted ${n} connections`,
  connected: (a: string, b: string) => `Connected ${a} to ${b}`,
  moved: (name: string, host: string) => `Moved ${name} into ${host}`,
  detached: (name: string) => `Detached ${name}`,
  renamed: (name: string) => `Renamed to ${name}`,
  applied: (action: string) => `Applied: ${action}`,
  inTheWay: 'Not moved: other parts are in the way',
  oneInTheWay: 'Not moved: a part is in the way. Shift and the arrow go over it',
  gone: 'Not renamed: somebody else has deleted it meanwhile',
  undone: 'Undone',
  redone: 'Redone',
  connecting: (name: string) => `Connecting ${name}. Choose another port or part; Esc stops.`,
  notTaken: (name: string) => `${name} has no port that fits`,
};
