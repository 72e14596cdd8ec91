import type { Step } from '@patchbay/engine/design';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Draft } from '../abstractions/drafting.ts';
import { recentTypes } from './recent.ts';
import type { Point } from '../layout/geometry.ts';

/** What a person holds to put on the canvas: a new part, or one that is there already. */
export type Carried =
  | { readonly what: 'type'; readonly id: string }
  | { readonly what: 'part'; readonly id: string };

/** Where a carried part would land: inside a part, or free. A refusal is shown while it is still in the hand. */
export interface DropTarget {
  readonly root: string;
  readonly host: string;
  readonly refusal: string | null;
  /** False when nothing there could ever host it: it would land beside. */
  readonly lands: boolean;
  /** True where it would be joined to what is there. */
  readonly joins?: true;
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
  /** `at`: where on the sheet it was asked for, if somewhere. */
  | { readonly show: 'add'; readonly at?: Point }
  | { readonly show: 'duplicate' }
  | { readonly show: 'append' | 'connect' | 'replace' | 'move-into'; readonly ids: readonly string[] }
  | { readonly show: 'rename' | 'inside' | 'update'; readonly id: string };

export type InspectorTab = 'properties' | 'compatibility' | 'cost';

/** What belongs to this person at this screen and to nobody else. Never saved. */
export interface SessionState {
  /** Ids of components, connections and groups, in the order in which they were chosen. */
  readonly selection: readonly string[];
  /** The part that the arrow keys have reached; the canvas's one tab stop. */
  readonly focused: string | null;
  readonly carry: Carry | null;
  readonly connecting: Connecting | null;
  /** Parts on the canvas that are being moved, with their offset so far. */
  readonly moving: { readonly ids: readonly string[]; readonly dx: number; readonly dy: number } | null;
  /** Parts that go where the next click is. */
  readonly placing: { readonly ids: readonly string[] } | null;
  /** What a drag on the empty sheet does: draws a frame around parts, or moves the sheet. */
  readonly tool: 'select' | 'hand';
  readonly grid: boolean;
  /** What is dragged goes from grid line to grid line. */
  readonly snap: boolean;
  /** Whether catalog, outline and inspector are shown beside the drawing. */
  readonly panels: boolean;
  /** Space is held: a drag moves the sheet, whatever the tool. */
  readonly grip: boolean;
  /** What this tab copied or pasted last, and how far from the original it was pasted last. */
  readonly clipboard: { readonly text: string; readonly by: Step } | null;
  /** The copies that were made last, one of them, and what that is a copy of: the next copy goes as far on. */
  readonly duplicated: {
    readonly selection: readonly string[];
    readonly from: string;
    readonly to: string;
  } | null;
  readonly dialog: Dialog | null;
  /** What is being saved as an abstraction; its panel stands in the inspector's place. */
  readonly draft: Draft | null;
  /** Where the menu is open, in client pixels; that of the sheet knows the point of the drawing, too. */
  readonly menu: (Point & { readonly sheet?: Point }) | null;
  /** Grows when the focus has to go to the focused part. */
  readonly focusRequest: number;
  /** Ids of the types added last, newest first. */
  readonly recent: readonly string[];
  readonly tab: InspectorTab;
  readonly leftPane: 'catalog' | 'outline';
  /** The search field that has to take the focus; null again once it has. */
  readonly search: 'catalog' | 'outline' | null;
  readonly trayOpen: boolean;
  readonly finding: string | null;
  /** The corner of what is visible, in pixels of the drawing, and the zoom; null until the drawing is shown. */
  readonly view: Viewed | null;
  /** The view that the design was asked to open with. */
  readonly openAt: Viewed | null;
  /** What the live region says; the number makes a repeated sentence a new one. Why nothing was done is shown as well. */
  readonly said: { readonly text: string; readonly nth: number; readonly refusal: boolean };
}

export interface Viewed extends Point {
  readonly zoom: number;
}

export type SessionStore = StoreApi<SessionState>;

export function createSessionStore(): SessionStore {
  return createStore<SessionState>()(() => ({
    selection: [],
    focused: null,
    carry: null,
    connecting: null,
    moving: null,
    placing: null,
    tool: 'select',
    grip: false,
    grid: true,
    snap: true,
    panels: true,
    clipboard: null,
    duplicated: null,
    dialog: null,
    draft: null,
    menu: null,
    focusRequest: 0,
    recent: recentTypes(),
    tab: 'properties',
    leftPane: 'catalog',
    search: null,
    trayOpen: false,
    finding: null,
    view: null,
    openAt: null,
    said: { text: '', nth: 0, refusal: false },
  }));
}

export function say(store: SessionStore, text: string): void {
  store.setState(({ said }) => ({ said: { text, nth: said.nth + 1, refusal: false } }));
}

/** Says why nothing was done. */
export function refuse(store: SessionStore, text: string): void {
  store.setState(({ said }) => ({ said: { text, nth: said.nth + 1, refusal: true } }));
}

/** The selected thing, where exactly one is. */
export function onlySelected({ selection }: Pick<SessionState, 'selection'>): string | null {
  return selection.length === 1 ? (selection[0] ?? null) : null;
}

/** Parts and groups are items of the drawing's tree; connections are lines. */
const canFocus = (id: string) => !id.startsWith('l-');

export function select(store: SessionStore, id: string | null): void {
  selectAll(store, id === null ? [] : [id]);
}

/** Selects exactly these; the last one has the focus. */
export function selectAll(store: SessionStore, ids: readonly string[]): void {
  const last = ids.findLast(canFocus);
  store.setState(({ focused, selection }) => {
    const same = ids.length === selection.length && ids.every((id, n) => id === selection[n]);
    return { focused: last ?? focused, ...(same ? {} : { selection: ids, connecting: null }) };
  });
}

/** Adds one to the selection, or takes it out again. */
export function toggle(store: SessionStore, id: string): void {
  const { selection } = store.getState();
  selectAll(store, selection.includes(id) ? selection.filter((one) => one !== id) : [...selection, id]);
  if (canFocus(id)) store.setState({ focused: id });
}

/** Sends the keyboard focus to the part that was focused or selected last. */
export function focusPart(store: SessionStore): void {
  store.setState(({ focusRequest }) => ({ focusRequest: focusRequest + 1 }));
}

/** Gives the focus back to the drawing where what had it is gone. */
export function keepFocus(store: SessionStore): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) focusPart(store);
  });
}

/** One step back: out of a gesture, out of a panel, out of the selection. False when there was nothing to leave. */
export function stepBack(store: SessionStore): boolean {
  const { dialog, moving, carry, placing, connecting, draft, selection } = store.getState();
  if (dialog) store.setState({ dialog: null });
  else if (moving) store.setState({ moving: null, carry: null });
  else if (carry) store.setState({ carry: null });
  else if (placing) store.setState({ placing: null });
  else if (connecting) store.setState({ connecting: null });
  else if (draft?.pointing) store.setState({ draft: { ...draft, pointing: false } });
  else if (draft && !draft.busy) store.setState({ draft: null });
  else if (selection.length > 0) store.setState({ selection: [] });
  else return false;
  return true;
}
