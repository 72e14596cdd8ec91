import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Point } from '../layout/geometry.ts';

/** What a person holds to put on the canvas: a new part, a new set of parts, or one that is there already. */
export type Carried =
  | { readonly what: 'type'; readonly id: string }
  | { readonly what: 'abstraction'; readonly id: string }
  | { readonly what: 'part'; readonly id: string };

/** Where a carried part would land: inside a part, or free. A refusal is shown while it is still in the hand. */
export interface DropTarget {
  readonly root: string;
  readonly host: string;
  readonly refusal: string | null;
  /** False when nothing there could ever host it: it would land beside. */
  readonly lands: boolean;
}

export interface Carry {
  readonly carried: Carried;
  /** Where the pointer is, in client pixels; null while it has not been over the canvas. */
  readonly pointer: Point | null;
  readonly target: DropTarget | null;
  /** `armed`: the next click places it. `drag`: letting go places it. */
  readonly mode: 'armed' | 'drag';
}

export interface Connecting {
  readonly component: string;
  readonly port: string;
  readonly pointer: Point | null;
  readonly mode: 'click' | 'drag';
}

export type Dialog =
  | { readonly show: 'add' }
  | { readonly show: 'append' | 'connect' | 'move-into' | 'rename'; readonly id: string }
  | { readonly show: 'keys' };

export type InspectorTab = 'properties' | 'compatibility' | 'cost';

/** What belongs to this person at this screen and to nobody else. Never saved. */
export interface SessionState {
  /** A component id, a connection id, or nothing. */
  readonly selected: string | null;
  /** The part that the arrow keys have reached; the canvas's one tab stop. */
  readonly focused: string | null;
  readonly carry: Carry | null;
  readonly connecting: Connecting | null;
  /** A part on the canvas that is being moved, with its offset so far. */
  readonly moving: { readonly id: string; readonly dx: number; readonly dy: number } | null;
  readonly dialog: Dialog | null;
  /** Where the menu of the selected part is open, in client pixels. */
  readonly menu: Point | null;
  /** Grows when the focus has to go to the focused part. */
  readonly focusRequest: number;
  readonly tab: InspectorTab;
  readonly trayOpen: boolean;
  readonly finding: string | null;
  /** What the live region says; the number makes a repeated sentence a new one. */
  readonly said: { readonly text: string; readonly nth: number };
}

export type SessionStore = StoreApi<SessionState>;

export function createSessionStore(): SessionStore {
  return createStore<SessionState>()(() => ({
    selected: null,
    focused: null,
    carry: null,
    connecting: null,
    moving: null,
    dialog: null,
    menu: null,
    focusRequest: 0,
    tab: 'properties',
    trayOpen: false,
    finding: null,
    said: { text: '', nth: 0 },
  }));
}

export function say(store: SessionStore, text: string): void {
  store.setState(({ said }) => ({ said: { text, nth: said.nth + 1 } }));
}

export function select(store: SessionStore, id: string | null): void {
  store.setState(({ focused, selected }) => ({
    selected: id,
    focused: id?.startsWith('c-') ? id : focused,
    ...(id === selected ? {} : { connecting: null }),
  }));
}

/** Sends the keyboard focus to the part that was focused or selected last. */
export function focusPart(store: SessionStore): void {
  store.setState(({ focusRequest }) => ({ focusRequest: focusRequest + 1 }));
}

/** One step back: out of a gesture, out of a panel, out of the selection. False when there was nothing to leave. */
export function stepBack(store: SessionStore): boolean {
  const { dialog, carry, connecting, selected } = store.getState();
  if (dialog) store.setState({ dialog: null });
  else if (carry) store.setState({ carry: null });
  else if (connecting) store.setState({ connecting: null });
  else if (selected) store.setState({ selected: null });
  else return false;
  return true;
}
