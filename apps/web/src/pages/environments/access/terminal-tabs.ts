import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { TerminalAddress } from './terminal-link.ts';

export interface TerminalTab extends TerminalAddress {
  /** What is written on it. */
  readonly name: string;
}

export interface TerminalTabs {
  readonly tabs: readonly TerminalTab[];
  /** The session of the tab in front; null without any. */
  readonly front: string | null;
  /** Grows each time somebody asks for a terminal to type in, also for the one that is in front already. */
  readonly asked: number;
  /** Shows the machine's terminal, and opens one if it has none; `another` opens one anyway. */
  open(machine: Omit<TerminalTab, 'session'>, another?: boolean): void;
  /** Brings a tab to the front, on the way to another or, with `use`, to type in it. */
  show(session: string, use?: boolean): void;
  close(session: string): void;
}

/** The server's own bound on terminals of one person. */
export const MAX_TABS = 8;

const stored = z
  .array(
    z.object({
      environmentId: z.string(),
      component: z.string(),
      idx: z.number(),
      session: z.string(),
      name: z.string(),
    }),
  )
  .max(MAX_TABS);

/** The open terminals of an environment. Kept for this browser tab, so that a reload finds its shells again. */
export function useTerminalTabs(environmentId: string): TerminalTabs {
  const place = `patchbay.terminals.${environmentId}`;
  const [tabs, setTabs] = useState(() => restore(place));
  const [front, setFront] = useState<string | null>(tabs[0]?.session ?? null);
  const [asked, setAsked] = useState(0);
  const ask = () => setAsked((before) => before + 1);
  useEffect(() => {
    if (tabs.length === 0) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(tabs));
  }, [place, tabs]);
  return {
    tabs,
    front,
    asked,
    open: (machine, another = false) => {
      ask();
      const there = tabs.find((tab) => tab.component === machine.component && tab.idx === machine.idx);
      if (there && !another) return setFront(there.session);
      if (tabs.length >= MAX_TABS) return;
      const tab = { ...machine, session: crypto.randomUUID() };
      setTabs([...tabs, tab]);
      setFront(tab.session);
    },
    show: (session, use = false) => {
      setFront(session);
      if (use) ask();
    },
    close: (session) => {
      const at = tabs.findIndex((tab) => tab.session === session);
      const rest = tabs.filter((tab) => tab.session !== session);
      setTabs(rest);
      if (front !== session) return;
      setFront((rest[at] ?? rest.at(-1))?.session ?? null);
      ask();
    },
  };
}

function restore(place: string): TerminalTab[] {
  try {
    return stored.parse(JSON.parse(sessionStorage.getItem(place) ?? '[]'));
  } catch {
    return [];
  }
}
