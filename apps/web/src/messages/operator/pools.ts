export const poolsText = {
  title: 'Pools',
  lead: 'What is counted rather than placed. A pool grows and shrinks from now on, never below what is reserved at any instant ahead.',
  used: 'Used',
  reserved: 'Reserved',
  most: 'Most ahead',
  mostHint: 'The most that is reserved together at any instant from now on, and until when.',
  until: (time: string) => `until ${time}`,
  none: '–',
  change: 'Change…',
  changeOf: (what: string, site: string) => `Change: ${what} at ${site}`,
  ofHosts: 'counted over its hosts',
  empty: 'There is no pool yet. A site brings its pools with it.',
  dialog: (what: string, site: string) => `${what} at ${site}`,
  now: (capacity: string, reserved: string, most: string) =>
    `${capacity} now, ${reserved} of it reserved; at most ${most} at an instant ahead.`,
  capacity: 'Capacity',
  wrong: 'A whole number from 0 to 1000000000.',
  first: 'First new address',
  firstHint:
    'As many as come in follow it, in one network of 254. Addresses that were taken out before come in again first.',
  save: 'Save',
  cancel: 'Cancel',
  saved: (what: string, site: string) => `${what} at ${site} changed`,
  claimed: (needed: string, until: string) =>
    `${needed} ${needed === '1' ? 'is' : 'are'} reserved at an instant ahead: it can be less after ${until}.`,
  claimedText: 'Nothing was changed. Choose as much as is reserved, or wait.',
  problems: {
    address: {
      title: 'Say where the new addresses begin',
      text: 'Nothing was changed. Fill in the first of them; all have to be in one network.',
    },
    'address-taken': {
      title: 'One of these addresses is counted already',
      text: 'Nothing was changed. Choose others: no two slots may have one address.',
    },
    bound: {
      title: 'More than that are still bound',
      text: 'Nothing was changed. Slots that are being torn down have some of them; try again when they are gone.',
    },
    most: {
      title: 'There are not that many numbers',
      text: 'Nothing was changed. VLANs are numbered up to 4094, everything else that has a name up to 100000: choose less.',
    },
    hosts: {
      title: 'It is counted over its hosts',
      text: 'Nothing was changed. It grows and shrinks with them.',
    },
  },
};
