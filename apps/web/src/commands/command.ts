import type { ComponentType } from 'react';

/** What can be done on a page, or from any. */
export interface Command {
  /** Unique among all that are offered at a time, and the same at every visit. */
  readonly id: string;
  readonly label: string;
  readonly icon?: ComponentType<{ size?: number | string }> | undefined;
  /** Its chord, as in `ui/keys/chord.ts`, or two with a space between. */
  readonly keys?: string | undefined;
  /** Other chords that do the same. */
  readonly aliases?: readonly string[] | undefined;
  /** What tells it from others of its name. */
  readonly note?: string | undefined;
  /** Why it is not to be had here; null or absent when it is. */
  readonly reason?: string | null | undefined;
  readonly run: () => void;
}

/** A heading of the key sheet with its rows. */
export interface KeyGroup {
  readonly title: string;
  readonly rows: readonly { readonly chord: string; readonly what: string }[];
}

/** What a page adds to the palette, the keys and the key sheet. */
export interface PageCommands {
  readonly title: string;
  /** Asked for each time it is needed: what is not to be had changes with the page. */
  readonly list: () => readonly Command[];
  /** For a page that hears its keys itself: what the sheet shows in place of the keys of `list`. */
  readonly sheet?: readonly KeyGroup[];
  /** Takes the focus back from the palette, where what had it before may be drawn anew by then. */
  readonly takeFocus?: ((before: Element | null) => void) | undefined;
}
