import type { TRPCLink } from '@trpc/client';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import { useSyncExternalStore } from 'react';
import type { AppRouter } from '@patchbay/server/app-router';
import { codeOf } from './errors.ts';

/** What gives the password; where it is not the right one, it is asked for already. */
const GIVES = 'session.confirm';

interface Asked {
  /** With whether the password was given. */
  readonly end: (given: boolean) => void;
}

let asked: Asked | null = null;
const listeners = new Set<() => void>();
/** What goes on, or ends, with the one answer. */
let waiting: ((given: boolean) => void)[] = [];

function set(next: Asked | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

function askForPassword(then: (given: boolean) => void): void {
  waiting.push(then);
  if (asked) return;
  set({
    end: (given) => {
      const all = waiting;
      waiting = [];
      set(null);
      for (const each of all) each(given);
    },
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Set while the password is asked for once more. */
export const useAsked = (): Asked | null => useSyncExternalStore(subscribe, () => asked);

/** What takes the password once more waits for it, and is then sent again just as it was. */
export const onceConfirmed: TRPCLink<AppRouter> = () => (call) =>
  observable((observer) => {
    let sent: Unsubscribable;
    let isGone = false;
    const send = (isFirst: boolean) => {
      sent = call.next(call.op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error: (error) => {
          if (!isFirst || call.op.path === GIVES || codeOf(error) !== 'CONFIRM') return observer.error(error);
          askForPassword((given) => {
            if (!given) observer.error(error);
            else if (!isGone) send(false);
          });
        },
      });
    };
    send(true);
    return () => {
      isGone = true;
      sent.unsubscribe();
    };
  });
