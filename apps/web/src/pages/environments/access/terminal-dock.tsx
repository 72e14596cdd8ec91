import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconClipboard, IconEar, IconPlus, IconTerminal2, IconX } from '@tabler/icons-react';
import { can, isOver } from '@patchbay/engine/reservation';
import { useCallback, useRef, useState, type KeyboardEvent } from 'react';
import type { Part, SlotState } from '../../../api/types.ts';
import { terminalText } from '../../../messages/access.ts';
import { partStatus, slotStatus } from '../../../messages/status.ts';
import { clockSeconds, viewerZone } from '../../../ui/format/time.ts';
import { focusHeading } from '../../../ui/layout/focus-heading.ts';
import { DockHandle } from './dock-handle.tsx';
import type { LinkState } from './terminal-link.ts';
import { TerminalPane, type TerminalHandle } from './terminal-pane.tsx';
import { MAX_TABS, type TerminalTab, type TerminalTabs } from './terminal-tabs.ts';
import { region } from '../../../ui/layout/region.ts';
import classes from './terminal.module.css';

const HEIGHT = 264;

interface TerminalDockProps {
  terminals: TerminalTabs;
  parts: readonly Part[];
  state: SlotState;
}

/** The open terminals at the bottom of the page: one tab each, one in front. */
export function TerminalDock({ terminals, parts, state }: TerminalDockProps) {
  const { tabs, front } = terminals;
  const [height, setHeight] = useState(HEIGHT);
  const [reader, setReader] = useState(false);
  const [states, setStates] = useState<ReadonlyMap<string, string>>(new Map());
  const handles = useRef(new Map<string, TerminalHandle>());
  const onState = useCallback((session: string, state: LinkState) => {
    setStates((before) => new Map(before).set(session, sentenceOf(state)));
  }, []);
  const close = (session: string) => {
    handles.current.get(session)?.end();
    handles.current.delete(session);
    terminals.close(session);
    if (tabs.length === 1) focusHeading();
  };
  const current = tabs.find((tab) => tab.session === front);
  if (!current) return null;
  return (
    <section {...region} className={classes.dock} style={{ height }} aria-label={terminalText.region}>
      <DockHandle height={height} onHeight={setHeight} />
      <div className={classes.bar}>
        <TabList terminals={terminals} onClose={close} />
        <span className={classes.status} role="status">
          {states.get(current.session) ?? ''}
        </span>
        <Tools
          current={current}
          reader={reader}
          onReader={setReader}
          onPaste={(text) => handles.current.get(current.session)?.paste(text)}
          onClose={() => close(current.session)}
        />
      </div>
      {tabs.map((tab) => (
        <TerminalPane
          key={tab.session}
          tab={tab}
          shown={tab.session === current.session}
          asked={terminals.asked}
          waitsFor={waitOf(tab, parts, state)}
          reader={reader}
          onState={(link) => onState(tab.session, link)}
          onReady={(handle) => handles.current.set(tab.session, handle)}
          onLeave={() => document.getElementById(tabId(tab.session))?.focus()}
        />
      ))}
    </section>
  );
}

function TabList({ terminals, onClose }: { terminals: TerminalTabs; onClose: (session: string) => void }) {
  const { tabs, front } = terminals;
  const current = tabs.find((tab) => tab.session === front);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.session === front);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Delete' && front) onClose(front);
    if (step === undefined) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    terminals.show(next.session);
    document.getElementById(tabId(next.session))?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={terminalText.tabs} className={classes.tabs}>
        {tabs.map((tab) => (
          <button
            key={tab.session}
            id={tabId(tab.session)}
            type="button"
            role="tab"
            aria-selected={tab.session === front}
            tabIndex={tab.session === front ? 0 : -1}
            onClick={() => terminals.show(tab.session, true)}
            onKeyDown={onKeyDown}
          >
            <IconTerminal2 size={14} aria-hidden />
            {titleOf(tab, tabs)}
          </button>
        ))}
      </div>
      {current && tabs.length < MAX_TABS && (
        <Tooltip label={terminalText.another(current.name)}>
          <ActionIcon
            variant="subtle"
            aria-label={terminalText.another(current.name)}
            onClick={() => terminals.open(current, true)}
          >
            <IconPlus size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}

interface ToolsProps {
  current: TerminalTab;
  reader: boolean;
  onReader: (on: boolean) => void;
  onPaste: (text: string) => void;
  onClose: () => void;
}

function Tools({ current, reader, onReader, onPaste, onClose }: ToolsProps) {
  const paste = async () => {
    try {
      onPaste(await navigator.clipboard.readText());
    } catch {
      notifications.show({ message: terminalText.pasteRefused });
    }
  };
  return (
    <div className={classes.tools}>
      <span className={classes.keys}>
        {terminalText.leaveKeys.map((key) => (
          <Kbd key={key} size="xs">
            {key}
          </Kbd>
        ))}
        {terminalText.leave}
      </span>
      <Tooltip label={terminalText.readerHint}>
        <ActionIcon
          size={28}
          variant={reader ? 'light' : 'subtle'}
          aria-label={terminalText.reader}
          aria-pressed={reader}
          onClick={() => onReader(!reader)}
        >
          <IconEar size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={terminalText.pasteHint}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconClipboard size={14} aria-hidden />}
          onClick={() => void paste()}
        >
          {terminalText.paste}
        </Button>
      </Tooltip>
      <Tooltip label={terminalText.close(current.name)}>
        <ActionIcon
          size={28}
          variant="subtle"
          aria-label={terminalText.close(current.name)}
          onClick={onClose}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function tabId(session: string): string {
  return `terminal-${session}`;
}

/** Several terminals of one machine are told apart by a number. */
function titleOf(tab: TerminalTab, tabs: readonly TerminalTab[]): string {
  const same = tabs.filter((other) => other.component === tab.component && other.idx === tab.idx);
  return same.length === 1 ? tab.name : `${tab.name} (${same.indexOf(tab) + 1})`;
}

function waitOf(tab: TerminalTab, parts: readonly Part[], state: SlotState): string | null {
  if (isOver(state)) return terminalText.over;
  const part = parts.find(({ component, idx }) => component === tab.component && idx === tab.idx);
  if (part?.state === 'running' && can.reach(state)) return null;
  const { word } = part && part.state !== 'running' ? partStatus[part.state] : slotStatus[state];
  return terminalText.waits(word);
}

function sentenceOf(state: LinkState): string {
  if (state.at === 'connecting') return terminalText.connecting;
  if (state.at !== 'open') return '';
  const time = clockSeconds(Date.now(), viewerZone());
  if (state.how === 'resumed') return terminalText.resumed(time);
  return state.how === 'renewed' ? terminalText.renewed(time) : terminalText.connected;
}
