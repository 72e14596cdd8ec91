export const saveText = {
  opened: 'Saved',
  saved: (age: string) => `Saved ${age}`,
  pending: 'Not saved yet',
  saving: 'Saving',
  failed: (reason: string) => `Not saved: ${reason}`,
  conflict: 'Not saved: the same was changed elsewhere',
  merged: 'with changes made elsewhere',
  retry: 'Try again',
  now: 'just now',
  seconds: (n: number) => `${n} s ago`,
  minutes: (n: number) => `${n} min ago`,
  hours: (n: number) => `${n} h ago`,
  leaveTitle: 'Your last changes are not saved yet',
  leaveText:
    'They are in this tab only, and the server does not take them now. Stay, and they are saved as soon as it does.',
  leave: 'Leave without them',
  stay: 'Stay',
};

export const conflictText = {
  title: 'Changed in two places',
  intro:
    'Somebody changed the same things in another tab or browser. Everything else of both is kept. Nothing is saved until you choose.',
  columns: { what: 'What', mine: 'Here', theirs: 'There' },
  more: (n: number) => (n === 1 ? 'And one more.' : `And ${n} more.`),
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  removed: 'deleted',
  changed: 'changed',
  tooLarge: 'The two together are larger than a design may be',
  lostEnd: (name: string) => `${name} lost what it stood on or was connected to`,
  connection: 'A connection',
  fields: {
    name: 'name',
    count: 'copies',
    host: 'where it runs',
    group: 'group',
    place: 'place',
    type: 'type',
    collapsed: 'collapsed',
  } as Readonly<Record<string, string>>,
};
