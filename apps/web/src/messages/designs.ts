export const designsText = {
  crumb: 'Designs',
  title: 'What should run?',
  lead: 'A design costs nothing until you book it.',
  moreProducts: 'More to start from',
  productCount: (n: number) => `${n} ready products`,
  takeIt: 'Use',
  use: (name: string) => `Use ${name}`,
  blank: 'Blank design',
  blankText: 'Start with any part. What is missing is named as you go, with a fix for each.',
  startBlank: 'Start blank',
  untitled: 'Untitled design',
  ready: 'Ready product',
  sample: 'Large sample',
  yourDesigns: 'Your designs',
  count: (n: number) => (n === 1 ? '1 design' : `${n} designs`),
  none: 'Designs you make appear here.',
  abstractions: (n: number) => (n === 1 ? '1 abstraction' : `${n} abstractions`),
  revision: (n: number) => `r${n}`,
  name: 'Name',
  parts: 'Parts',
  saved: 'Saved',
  price: 'Price, per hour',
  actions: 'Actions',
  more: (name: string) => `Actions for ${name}`,
  open: 'Open',
  book: 'Book',
  rename: 'Rename',
  remove: 'Delete',
  renameTitle: (name: string) => `Rename ${name}`,
  newName: 'New name',
  renameDo: 'Rename',
  cancel: 'Cancel',
  removeTitle: (name: string) => `Delete ${name}?`,
  removeText: (revisions: number, parts: readonly string[], more: number) =>
    `It leaves your list with ${revisions === 1 ? 'its one revision' : `all ${revisions} revisions`}` +
    (parts.length === 0
      ? '. It has no parts.'
      : ` and its parts: ${parts.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`),
  removeKept: 'What was booked from it keeps running as booked, and its invoice lines stay.',
  removeDo: 'Delete design',
  removed: (name: string) => `${name} deleted`,
  renamed: (name: string) => `Renamed to ${name}`,
  missing: {
    title: 'There is no design at this address',
    text: 'It was deleted, it belongs to another account, or the address is not complete. Your designs are safe: all of them are in your list.',
  },
  removeBooked: {
    title: 'This design has reservations ahead',
    text: 'Release them on the schedule first; then it can be deleted.',
  },
};

/** How a drawing begins, as the picture of it says. */
export const blankText = {
  machine: 'Drop a machine',
  system: 'then an OS',
  software: 'then software',
  network: 'Network',
};
