import type { Sentences } from './errors.ts';

/** Why a terminal has ended, in the server's words. */
export const TERMINAL_ENDS = [
  'closed',
  'exited',
  'elsewhere',
  'signed-out',
  'no-right',
  'not-running',
  'too-many',
  'unreachable',
  'failed',
] as const;
export type TerminalEnd = (typeof TERMINAL_ENDS)[number];

export const accessText = {
  column: 'Access',
  group: (name: string) => `Access to ${name}`,
  copies: (name: string, n: number) => `${name}, ${n} copies`,
  selected: (name: string) => `Selected: ${name}`,
  terminal: 'Terminal',
  terminalOf: (name: string) => `Terminal on ${name}`,
  page: 'Open page',
  pageOf: (name: string) => `Open a page of ${name}`,
  port: (label: string, port: number) => `${label}, port ${port}`,
  noWeb: 'None of its software has pages of its own.',
  otherPort: 'Other port…',
  otherTitle: (name: string) => `Open a page of ${name}`,
  otherLabel: 'TCP port',
  otherText: 'Opens what answers there over HTTP, for you alone, for as long as the machine runs.',
  otherInvalid: 'A port is a whole number from 1 to 65535.',
  open: 'Open',
  cancel: 'Cancel',
  files: 'Files',
  filesOf: (name: string) => `Files on ${name}`,
  logs: 'Logs',
  logsOf: (name: string) => `Logs of ${name}`,
  notRunning: (state: string) => `Only while the machine runs. Now: ${state.toLowerCase()}.`,
  blocked: 'The browser did not let a new tab open. Allow pop-ups for this page and try again.',
};

export const terminalText = {
  region: 'Terminals',
  tabs: 'Open terminals',
  another: (name: string) => `Another terminal on ${name}`,
  resize: 'Height of the terminals',
  paste: 'Paste',
  pasteHint: 'Types what the clipboard holds (Ctrl+V)',
  pasteRefused: 'The browser does not give the clipboard away. Press Ctrl+V in the terminal instead.',
  close: (name: string) => `Close ${name} and end its shell`,
  leave: 'leaves',
  leaveKeys: ['Ctrl', 'Shift', 'F6'],
  reader: 'For screen readers',
  readerHint: 'Has the terminal read aloud what it shows',
  connecting: 'Connecting',
  connected: 'Connected',
  resumed: (time: string) => `Reconnected ${time}, what was shown is kept`,
  renewed: (time: string) => `Reconnected ${time} with a new shell: the one before had ended`,
  lost: 'Connection lost. The shell goes on for a minute; trying again',
  waits: (state: string) => `Opens when the machine runs. Now: ${state.toLowerCase()}.`,
  over: 'This environment has ended.',
  again: 'Open a new one',
  here: 'Take it back',
  screen: (name: string) => `Terminal on ${name}. Ctrl+Shift+F6 leaves it.`,
};

export const terminalEnds: Record<TerminalEnd, string> = {
  closed: 'This terminal was closed.',
  exited: 'The shell has ended.',
  elsewhere: 'This terminal is open in another tab or window now.',
  'signed-out': 'You are signed out, so the shell was ended. Sign in again to open another.',
  'no-right': 'You may not reach this machine, so the shell was ended. It takes the role designer.',
  'not-running': 'The machine does not run any more, and the shell ended with it.',
  'too-many': 'You have as many terminals open as one person can. Close one first.',
  unreachable: 'The machine does not answer right now.',
  failed: 'Something went wrong on our side. Try again in a moment.',
};

export const filesText = {
  title: (name: string) => `Files on ${name}`,
  upload: 'Upload',
  file: 'File',
  choose: 'Choose a file, at most 1 GiB',
  to: 'Path in the machine',
  kept: (folder: string) => `What lies in ${folder} is kept from slot to slot; the rest ends with the slot.`,
  toHint: 'A file that is there already is replaced.',
  send: 'Upload',
  sent: (path: string) => `${path} is in the machine`,
  download: 'Download',
  from: 'File or folder in the machine',
  fromHint: 'A folder comes as a tar file.',
  get: 'Download',
  stop: 'Stop',
  progress: (done: string, all: string | null) => (all === null ? done : `${done} of ${all}`),
  invalid: 'A path starts with a slash and has no . or .. in it.',
  long: 'This is too long: a name has at most 255 bytes, and a whole path 1024.',
  tooLarge: 'A file has at most 1 GiB.',
};

export const logsText = {
  title: (name: string) => `Logs of ${name}`,
  lead: 'The last 200 lines that its services wrote, read again every 5 seconds.',
  empty: 'Its services have written nothing yet.',
};

/** Sentences for what the general ones do not fit. */
export const accessErrors: Sentences = {
  CONFLICT: {
    title: 'The machine cannot be reached now',
    text: 'It is not running any more, or it is on its way. Nothing was changed.',
  },
  UNAVAILABLE: {
    title: 'The machine does not answer right now',
    text: 'It may be starting, or busy. Try again in a moment.',
  },
};

/** What an issue says of a path beats what its code says. */
export const filesErrors = (what: 'upload' | 'download', issues: readonly string[]): Sentences => ({
  CONFLICT: {
    title: 'The machine is not running any more',
    text: 'Its slot is over, or its host has failed and it is on its way to another. Nothing was changed.',
  },
  UNAVAILABLE: {
    title: 'The machine does not answer right now',
    text: 'Its host may be busy or gone. A file that was on its way is not complete; try again in a moment.',
  },
  NOT_FOUND:
    what === 'upload'
      ? {
          title: 'The machine takes no file at this place',
          text: 'A new folder is made where that is needed, but nothing can be kept here. Nothing was changed; choose another folder.',
        }
      : {
          title: 'There is nothing at this path',
          text: 'The machine has no such file or folder. Nothing was changed.',
        },
  FORBIDDEN: {
    title: 'You may not reach this machine',
    text: 'It takes the role designer in this account. Nothing was changed.',
  },
  TOO_LARGE: {
    title: 'This file is too large',
    text: 'A file has at most 1 GiB. Nothing was changed; send it in parts, or as an archive.',
  },
  BAD_INPUT: issues.includes('folder')
    ? {
        title: 'There is a folder at this path',
        text: 'It was left as it is. Put a slash and a name for the file behind it.',
      }
    : {
        title: 'The machine refused this path',
        text: 'A path starts with a slash, has no . or .. in it, and must be open to the machine. Nothing was changed.',
      },
});
