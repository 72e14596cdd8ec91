import { useEffect, useRef } from 'react';
import type { PageCommands } from './command.ts';

type Offered = () => PageCommands;

const open: Offered[] = [];

/** Offers a page's commands for as long as the page is there. */
export function usePageCommands(commands: PageCommands): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const offered = () => latest.current;
    open.push(offered);
    return () => void open.splice(open.indexOf(offered), 1);
  }, []);
}

/** What the page that is open offers, if anything. */
export const pageCommands = (): PageCommands | null => open.at(-1)?.() ?? null;
