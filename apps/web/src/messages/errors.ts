import type { ErrorCode } from '../api/errors.ts';

export interface Sentence {
  readonly title: string;
  readonly text: string;
}

/** Sentences that fit a place better than the general ones. */
export type Sentences = Partial<Record<ErrorCode, Sentence>>;

/** What happened, what is safe, what to do next. */
export const errorText: Record<ErrorCode, Sentence> = {
  BAD_INPUT: {
    title: 'The server could not use this input',
    text: 'Nothing was changed. Check the fields and try again.',
  },
  UNAUTHENTICATED: {
    title: 'You are signed out',
    text: 'What you saved is safe. Sign in again to go on.',
  },
  FORBIDDEN: {
    title: 'Your role does not allow this',
    text: 'Nothing was changed. An owner of the account can change your role.',
  },
  CONFIRM: {
    title: 'This takes your password once more',
    text: 'Nothing was changed. Try again and give your password when you are asked.',
  },
  NOT_FOUND: {
    title: 'This is not here any more',
    text: 'It may have been removed, or it belongs to another account. Nothing was changed.',
  },
  CONFLICT: {
    title: 'Somebody else was faster',
    text: 'Nothing of theirs was overwritten. Load the newest state and decide again.',
  },
  TOO_LARGE: {
    title: 'This is larger than allowed',
    text: 'Nothing was changed. Make it smaller and try again.',
  },
  TOO_MANY: {
    title: 'Too many requests in a short time',
    text: 'Nothing was changed. Wait a minute and try again.',
  },
  NOT_BOOKABLE: {
    title: 'This cannot be booked as it is',
    text: 'Nothing was booked and nothing is charged. Open the design and solve its problems first.',
  },
  PRICE_CHANGED: {
    title: 'The price has changed since it was shown',
    text: 'Nothing was booked. The new price is shown now; book again if it suits you.',
  },
  KEY_REUSED: {
    title: 'This was already sent with other content',
    text: 'The first one stands. Reload the page before you try again.',
  },
  UNAVAILABLE: {
    title: 'The server cannot answer right now',
    text: 'What you saved is safe. Try again in a moment.',
  },
  INTERNAL: {
    title: 'Something went wrong on our side',
    text: 'What you saved is safe. Try again; if it stays, give the operator the id below.',
  },
  OFFLINE: {
    title: 'The server cannot be reached',
    text: 'What you saved is safe. Check the connection; the page tries again by itself.',
  },
};

export const errorLabels = {
  id: (id: string) => `Id ${id}`,
  copyId: 'Copy the error id',
  copied: 'Copied',
  retry: 'Try again',
};
