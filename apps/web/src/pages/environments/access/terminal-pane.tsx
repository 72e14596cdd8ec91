import '@xterm/xterm/css/xterm.css';
import { Button } from '@mantine/core';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { useEffect, useRef, useState } from 'react';
import { terminalEnds, terminalText } from '../../../messages/access.ts';
import { TerminalLink, type LinkState } from './terminal-link.ts';
import type { TerminalTab } from './terminal-tabs.ts';
import { isLeaving, terminalKeys } from './terminal-keys.ts';
import classes from './terminal.module.css';

const SCROLLBACK_LINES = 5000;
const FONT_SIZE = 12;
const LINE_HEIGHT = 1.35;

/** What the dock may do with a terminal. */
export interface TerminalHandle {
  paste(text: string): void;
  focus(): void;
  /** Ends its shell. */
  end(): void;
}

interface TerminalPaneProps {
  tab: TerminalTab;
  shown: boolean;
  /** Grows when the terminal in front is wanted to type in. */
  asked: number;
  /** Null while the machine can be reached, else the sentence for what it waits for. */
  waitsFor: string | null;
  reader: boolean;
  onState: (state: LinkState) => void;
  onReady: (handle: TerminalHandle) => void;
  onLeave: () => void;
}

/** One terminal. It is set up once and hidden while another is in front, so that nothing it shows is lost. */
export function TerminalPane(props: TerminalPaneProps) {
  const { tab, shown, asked, waitsFor } = props;
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const screen = useRef<Screen>(null);
  const [state, setState] = useState<LinkState>({ at: 'waiting' });
  const waits = waitsFor !== null;
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (!host.current) return;
    const made = openScreen(host.current, tab, latest, setState);
    screen.current = made;
    return () => {
      screen.current = null;
      made.dispose();
    };
  }, [tab]);
  // Also when the machine comes back: what the old shell showed stands until then.
  useEffect(() => {
    if (!waits) screen.current?.link.connect();
  }, [waits]);
  useEffect(() => latest.current.onState(state), [state]);
  useEffect(() => {
    if (shown) screen.current?.fit();
  }, [shown]);
  // Not when tabs are travelled, and not for terminals that a reload brought back: nobody asked to type in these.
  useEffect(() => {
    if (asked > 0 && latest.current.shown) screen.current?.terminal.focus();
  }, [asked]);
  useEffect(() => {
    if (screen.current) screen.current.terminal.options.screenReaderMode = props.reader;
  }, [props.reader]);
  const again = () => {
    screen.current?.link.connect();
    screen.current?.terminal.focus();
  };
  return (
    <div className={classes.pane} hidden={!shown} role="tabpanel" aria-label={terminalText.screen(tab.name)}>
      <Notice state={state} waitsFor={waitsFor} onAgain={again} />
      <div ref={host} className={classes.screen} data-dim={state.at !== 'open' || undefined} />
    </div>
  );
}

function Notice(props: { state: LinkState; waitsFor: string | null; onAgain: () => void }) {
  const { state, waitsFor, onAgain } = props;
  if (waitsFor !== null)
    return (
      <p className={classes.notice} role="status">
        {state.at === 'over' && `${terminalEnds[state.why]} `}
        {waitsFor}
      </p>
    );
  if (state.at === 'lost')
    return (
      <p className={classes.notice} role="status">
        {terminalText.lost}
      </p>
    );
  if (state.at !== 'over') return null;
  return (
    <div className={classes.notice} role="alert">
      {terminalEnds[state.why]}
      <Button size="xs" variant="default" onClick={onAgain}>
        {state.why === 'elsewhere' ? terminalText.here : terminalText.again}
      </Button>
    </div>
  );
}

interface Screen {
  readonly terminal: Terminal;
  readonly link: TerminalLink;
  fit(): void;
  dispose(): void;
}

function openScreen(
  host: HTMLElement,
  tab: TerminalTab,
  latest: { readonly current: TerminalPaneProps },
  setState: (state: LinkState) => void,
): Screen {
  const style = getComputedStyle(host);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const terminal = new Terminal({
    cursorBlink: false,
    fontFamily: token('--mono'),
    fontSize: FONT_SIZE,
    lineHeight: LINE_HEIGHT,
    scrollback: SCROLLBACK_LINES,
    screenReaderMode: latest.current.reader,
    theme: {
      background: token('--terminal'),
      foreground: token('--terminal-text'),
      cursor: token('--terminal-text'),
      selectionBackground: token('--terminal-selection'),
      green: token('--terminal-green'),
      brightBlack: token('--terminal-quiet'),
    },
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(host);
  const fitNow = () => {
    if (host.clientHeight > 0) fit.fit();
  };
  fitNow();
  const link = new TerminalLink(tab, terminal, {
    state: setState,
    clear: () => terminal.reset(),
    show: (bytes) => terminal.write(bytes),
  });
  terminal.attachCustomKeyEventHandler((event) => {
    if (!isLeaving(event)) return terminalKeys(terminal, event);
    if (event.type === 'keydown') latest.current.onLeave();
    event.preventDefault();
    return false;
  });
  terminal.onData((text) => link.type(text));
  terminal.onResize((size) => link.resize(size));
  const observer = new ResizeObserver(fitNow);
  observer.observe(host);
  latest.current.onReady({
    paste: (text) => {
      terminal.paste(text);
      terminal.focus();
    },
    focus: () => terminal.focus(),
    end: () => link.stop(true),
  });
  return {
    terminal,
    link,
    fit: fitNow,
    dispose: () => {
      observer.disconnect();
      link.stop(false);
      terminal.dispose();
    },
  };
}
