import type { PropertyValue } from '@patchbay/catalog';
import { COUNT, type VersionNote } from '@patchbay/engine/design';

interface Words {
  readonly typeName: (id: string) => string;
  readonly withUnit: (value: PropertyValue, unit: string) => string;
}

const nothing = 'nothing';

/** One difference between two versions, as a sentence. */
export function versionNoteText(note: VersionNote, { typeName, withUnit }: Words): string {
  switch (note.code) {
    case 'part.added':
      return `${note.label} is new`;
    case 'part.removed':
      return `${note.label} is gone`;
    case 'part.name':
      return `${note.from} is called ${note.to}`;
    case 'part.type':
      return `${note.of} is a ${typeName(note.to)}, was a ${typeName(note.from)}`;
    case 'part.host':
      return `${note.of} stands on ${note.to || nothing}, was on ${note.from || nothing}`;
    case 'part.property': {
      const what = note.property === COUNT ? 'copies' : note.label;
      return `${note.of}: ${what} ${withUnit(note.to, note.unit)}, was ${withUnit(note.from, note.unit)}`;
    }
    case 'parameter.added':
      return `${note.label} can be chosen`;
    case 'parameter.removed':
      return `${note.label} cannot be chosen any more`;
    case 'parameter.default':
      return `${note.label} is ${withUnit(note.to, note.unit)} unless chosen, was ${withUnit(note.from, note.unit)}`;
    case 'parameter.least':
      return `${note.label} from ${withUnit(note.to, note.unit)}, was from ${withUnit(note.from, note.unit)}`;
    case 'parameter.most':
      return `${note.label} up to ${withUnit(note.to, note.unit)}, was up to ${withUnit(note.from, note.unit)}`;
    case 'parameter.changeable':
      return `${note.label} may change while it runs`;
    case 'parameter.fixed':
      return `${note.label} is fixed after the start`;
    case 'parameter.form':
      return `${note.label} is chosen in another way or unit`;
    case 'parameter.targets':
      return `${note.label} sets other fields`;
    case 'parameter.options':
      return `${note.label} is one of ${note.to}, was one of ${note.from}`;
    case 'port.added':
      return `Port ${note.label} is new`;
    case 'port.removed':
      return `Port ${note.label} is gone`;
    case 'port.changed':
      return `Port ${note.label} takes other connections, or another number of them`;
    case 'connection.added':
      return `${note.from} is connected to ${note.to}`;
    case 'connection.removed':
      return `${note.from} is not connected to ${note.to} any more`;
    default:
      return note satisfies never;
  }
}

/** Bringing parts to a newer version. */
export const updateText = {
  available: (version: string) => `Update to ${version}`,
  badge: (version: string) => `Version ${version} is there`,
  title: (name: string, from: string, to: string) => `${name}: ${from} to ${to}`,
  whatChanges: 'What is different',
  chosen: 'What was chosen here',
  keeps: (label: string, value: string) => `${label} stays ${value}`,
  clamped: (label: string, from: string, to: string) =>
    `${label} becomes ${to}: ${from} is not allowed any more`,
  dropped: (label: string, value: string) => `${label} was ${value}, and cannot be chosen any more`,
  lostPort: (port: string) => `Connections at port ${port} go: it is not there any more`,
  nothingChosen: 'Nothing was chosen for it, so it is as the version comes.',
  nothing: 'Nothing that is drawn is different.',
  price: 'Price of the design',
  samePrice: (price: string) => `stays ${price}`,
  newPrice: (before: string, after: string) => `${before} → ${after}`,
  one: 'Update this one',
  all: (n: number) => `Update all ${n} in this design`,
  cancel: 'Not now',
  undoable: 'Undo brings the older version back.',
  said: (n: number) => (n === 1 ? 'Updated 1 part' : `Updated ${n} parts`),
};

/** What an abstraction in a design says of itself. */
export const savedText = {
  parameters: 'Parameters',
  chosen: (label: string) => `${label} is chosen here`,
  reset: (label: string, usual: string) => `Set ${label} back to ${usual}`,
  resetAll: 'Reset all',
  wasReset: (label: string) => `${label} is as the abstraction comes`,
  version: 'Version',
  from: 'Abstraction',
  onMarket: 'On the market',
  editSource: 'Edit source',
  usages: 'Find usages',
  usedIn: (n: number) => (n === 1 ? 'Used in 1 design' : `Used in ${n} designs`),
  unused: 'No saved design uses it.',
  inside: 'inside of another abstraction',
  copies: (n: number, version: string) => `${n}× ${version}`,
  newVersion: 'New version',
  nothingNew: 'Its source design is empty.',
};
