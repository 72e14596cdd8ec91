import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { frameText } from '../messages/frame.ts';
import { CutName } from '../ui/data/cut-name.tsx';
import { useUp } from './up.ts';
import classes from './frame.module.css';

type SlotName = 'crumbs' | 'right' | 'notice' | 'status';
type Slots = Record<SlotName, HTMLElement | null>;
const EMPTY: Slots = { crumbs: null, right: null, notice: null, status: null };

const SlotsContext = createContext<{
  slots: Slots;
  fill: (name: SlotName) => (element: HTMLElement | null) => void;
}>({
  slots: EMPTY,
  fill: () => () => undefined,
});

/** Holds the places in the frame that a page may fill. */
export function SlotsProvider({ children }: { children: ReactNode }) {
  const [slots, setSlots] = useState<Slots>(EMPTY);
  const value = useMemo(() => {
    const fills = Object.fromEntries(
      (Object.keys(EMPTY) as SlotName[]).map((name) => [
        name,
        (element: HTMLElement | null) => setSlots((now) => ({ ...now, [name]: element })),
      ]),
    );
    return { slots, fill: (name: SlotName) => fills[name] ?? (() => undefined) };
    // The setters never change; only the elements do.
  }, [slots]);
  return <SlotsContext value={value}>{children}</SlotsContext>;
}

/** The element that a slot's content appears in; for the frame itself. */
export function SlotPlace({ name, className }: { name: SlotName; className?: string }) {
  const { fill } = use(SlotsContext);
  const [ref] = useState(() => fill(name));
  return <div ref={ref} className={className} />;
}

function Slot({ name, children }: { name: SlotName; children: ReactNode }) {
  const place = use(SlotsContext).slots[name];
  return place ? createPortal(children, place) : null;
}

export interface Crumb {
  readonly label: string;
  readonly to?: string;
}

/** The breadcrumb of a page and the title of its tab. `after` stands beside it, such as a save state. */
export function Crumbs({ items, after }: { items: readonly Crumb[]; after?: ReactNode }) {
  const title = items
    .map((item) => item.label)
    .toReversed()
    .join(' · ');
  const up = items.slice(0, -1).findLast(({ to }) => to !== undefined);
  useUp(up?.label, up?.to);
  useEffect(() => {
    document.title = `${title} · ${frameText.product}`;
  }, [title]);
  return (
    <Slot name="crumbs">
      <nav aria-label={frameText.breadcrumb} className={classes.crumbs}>
        <ol>
          {items.map((item, index) => {
            const last = index === items.length - 1;
            return (
              <li key={`${index} ${item.label}`}>
                {item.to && !last ? (
                  <Link to={item.to}>
                    <CutName name={item.label} />
                  </Link>
                ) : (
                  <span aria-current={last ? 'page' : undefined}>
                    <CutName name={item.label} />
                  </span>
                )}
                {!last && <IconChevronRight size={12} aria-hidden />}
              </li>
            );
          })}
        </ol>
      </nav>
      {after}
    </Slot>
  );
}

/** Content at the right end of the top bar, left of the account menu. */
export function TopBarRight({ children }: { children: ReactNode }) {
  return <Slot name="right">{children}</Slot>;
}

/** What has to be known first, across the page and above it. */
export function NoticeSlot({ children }: { children: ReactNode }) {
  return <Slot name="notice">{children}</Slot>;
}

/** Content in the middle of the status bar. */
export function StatusBarSlot({ children }: { children: ReactNode }) {
  return <Slot name="status">{children}</Slot>;
}
