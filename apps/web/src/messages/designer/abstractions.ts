import type { Unsaved } from '@patchbay/engine/design';

/** The panel where parts become an abstraction, or an abstraction gets a newer version. */
export const draftText = {
  title: 'Save as abstraction',
  versionTitle: (name: string) => `New version of ${name}`,
  name: 'Name',
  summary: 'Summary',
  summaryHint: 'What it is good for',
  version: 'Version',
  family: 'Family',
  notes: 'What is new',
  notesHint: 'One sentence for who uses it',
  whoMay: 'For',
  visibilities: [
    { value: 'team', label: 'Everybody in the account' },
    { value: 'private', label: 'Only me' },
  ],
  severalName: (first: string, more: number) => `${first} and ${more} more`,
  towerName: (machine: string, top: string) => `${top} on ${machine}`,
  labelOf: (label: string, part: string) => `${label} of ${part}`,
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close without saving',
  replaces: (n: number) => (n === 1 ? 'Replaces 1 part by 1.' : `Replaces ${n} parts by 1.`),
  undoable: 'Undo brings them back.',
  stays: 'Designs stay with the version that they have until somebody updates them.',
  shownAs: 'Shown in designs as',
  changes: (before: string) => `Since ${before}`,
  unchanged: 'Nothing is different yet.',
  saved: (name: string) => `Saved ${name} as an abstraction`,
  savedVersion: (name: string, version: string) => `Saved version ${version} of ${name}`,
  unsaved: 'The last changes could not be saved, so there is nothing to make a version of yet.',
  notReplaced: (name: string) =>
    `Saved ${name}. Its parts were changed meanwhile, so they stay; take it from the palette.`,
};

/** What runs, kept as an abstraction: where it was tried is where it is known to be good. */
export const runningText = {
  save: 'Save as abstraction',
  lead: (parts: number, revision: number) =>
    `Its ${parts} parts as they run now, r${revision} with the counts and sizes of this slot. What was installed or written inside of the machines is not in it; copy that out with Files.`,
  cannot: 'A part is missing of what it stands on, so it cannot be one abstraction.',
  notSaved: 'What runs goes on as it is.',
  savedTitle: (name: string) => `${name} is saved`,
  savedText:
    'It is one part in the palette of every design. Its parameters and ports are chosen in its source.',
  openSource: 'Open its source',
  done: 'Done',
};

export const parameterText = {
  title: 'Parameters',
  point: 'Point',
  list: 'List',
  none: 'Nothing can be chosen from outside yet. Point at a field, or tick it in the list.',
  label: (n: number) => `Name of parameter ${n}`,
  changeable: 'Changeable',
  fixed: 'Fixed after start',
  turnChangeable: (label: string) => `${label}: may change while it runs`,
  least: (label: string) => `Least ${label}`,
  most: (label: string) => `Most ${label}`,
  usual: (label: string) => `${label} unless chosen`,
  from: 'from',
  to: 'to',
  remove: (label: string) => `Take ${label} back`,
  separate: 'One for each',
  fields: 'Every field',
  expose: (label: string, part: string) => `${label} of ${part}`,
  tried: (tried: number) => `Checked at the ends of every range: all ${tried} can be booked.`,
  tooWide: (valid: number, tried: number, values: string) =>
    `Checked at the ends of every range: ${valid} of ${tried} can be booked, not with ${values}.`,
  valueOf: (label: string, value: string) => `${label} ${value}`,
  hint: 'Point at a field or a port to expose it',
  done: 'Done',
  exposed: (label: string) => `${label} can be chosen from outside`,
  hidden: (label: string) => `${label} is not to be chosen any more`,
};

export const portText = {
  title: 'Ports',
  none: 'It is joined to nothing from outside.',
  add: 'Add',
  label: (letter: string) => `Name of port ${letter}`,
  remove: (label: string) => `Do not expose ${label}`,
  crossing: 'Connected now, so it has to be there',
  expose: (label: string, part: string) => `Expose port ${label} of ${part}`,
  exposed: (label: string, part: string) => `Port ${label} of ${part} is exposed`,
};

/** Why parts cannot be saved as an abstraction: what is in the way, and what to do. */
export const unsavedText: Readonly<
  Record<
    | Unsaved
    | 'tower'
    | 'name'
    | 'too-many-abstractions'
    | 'too-many-versions'
    | 'version-order'
    | 'not-private-any-more',
    string
  >
> = {
  nothing: 'Nothing is left of it: its parts were deleted. Close this and select others.',
  tower:
    'Some of these stand on parts that are not selected. Select those as well, or what stands on one part only.',
  name: 'It needs a name.',
  unknown: 'One of the parts is of a type that the catalog does not have. Delete it, then save.',
  'too-many': 'An abstraction has at most 200 parts. Save some of them as one first.',
  'too-many-ports': 'An abstraction has at most 8 ports. Leave out some of them, or select fewer parts.',
  'too-large': 'It comes to more than one design may have. Lower some counts.',
  itself: 'It would contain a version of itself. Take that apart first, or delete it.',
  port: 'A port that is exposed is not there any more. Take it out of the list.',
  parameter: 'A parameter is about fields that are gone or have no value in common. Take it back.',
  unequal: 'A parameter is about different values. Say which one it has unless chosen.',
  'too-many-abstractions': 'The account has 200 abstractions. Remove one that nobody needs.',
  'too-many-versions': 'It has 500 versions. Save it as a new abstraction.',
  'version-order': 'The version has to be later than the one before.',
  'not-private-any-more':
    'Others have versions of it already, so this one cannot be yours alone. Save it for the account.',
};

export const libraryText = {
  mine: 'My abstractions',
  taken: 'Templates of others',
  from: (price: string) => `from ${price}`,
};
