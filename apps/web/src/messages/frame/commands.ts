/** The list of all that can be done, and the sheet of keys. */
export const commandsText = {
  title: 'Commands',
  open: 'Search and commands',
  nothing: 'Nothing matches. Try fewer letters, or another word for it.',
  recent: 'Used last',
  goTo: 'Go to',
  up: (name: string) => `Up to ${name}`,
  product: 'Patchbay',
  designs: 'Designs',
  environments: 'Environments',
  abstractions: 'Abstractions',
  templates: 'Templates',
  hosts: 'Hosts',
  sites: 'Sites',
  theme: (name: string) => `Theme: ${name}`,
  themeIsOn: 'It is on',
  choose: 'choose',
  run: 'do it',
  leave: 'close',
};

export const keySheetText = {
  title: 'Keys',
  open: 'Keys',
  everywhere: 'On every page',
  commands: 'All commands, and every page, design and environment by name',
  sheet: 'This sheet',
  goTo: (name: string) => `Go to: ${name}`,
  nextRegion: 'The next region of the page',
  previousRegion: 'The region before',
  back: 'One step back, or close',
  single: 'Keys of one sign',
  singleText:
    'For whoever dictates, or presses keys without meaning to: switched off, letters and signs alone do nothing. All keys with Ctrl, and all menus and buttons, stay. Kept in this browser.',
  note: 'No key is a shortcut while you type. Everything is also in a menu, in a button or in the list of commands.',
};
