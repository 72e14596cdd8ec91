import type { ComponentType } from '@patchbay/catalog';
import { IconBan, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { addNew } from '../commands/adding.ts';
import type { Fit } from '../commands/fit.ts';
import { useCarry } from '../hand/carry.ts';
import { PartIcon } from '../marks/part-icon.tsx';
import { useDesigner, useSession } from '../store/designer.ts';
import type { Carried } from '../store/session-store.ts';
import classes from './palette.module.css';

/** A family of parts that can be folded away. */
export function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const [open, setOpen] = useState(true);
  const id = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section>
      <h3 className={classes.family}>
        <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <Chevron size={12} stroke={1.8} aria-hidden />
          {title}
          <span className={classes.number}>{count}</span>
        </button>
      </h3>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </section>
  );
}

export function TypeRow({ type, fit, price }: { type: ComponentType; fit: Fit; price: string }) {
  return (
    <Row
      carried={{ what: 'type', id: type.id }}
      name={type.name}
      icon={<PartIcon type={type} />}
      summary={[type.summary, fit.reason].filter(Boolean).join(' ')}
      dim={!fit.fits}
    >
      {fit.reason === null ? (
        price
      ) : (
        <>
          <IconBan size={12} stroke={1.6} aria-hidden />
          <span className={classes.reason} title={fit.reason}>
            {fit.reason}
          </span>
        </>
      )}
    </Row>
  );
}

/** The rows beside an element of the palette, those of folded families left out. */
export function rowsOf(element: Element): HTMLElement[] {
  const rows = element.closest('[data-region]')?.querySelectorAll<HTMLElement>('[data-palette-row]') ?? [];
  return [...rows].filter((row) => row.closest('[hidden]') === null);
}

/** Arrows go from row to row, over the families between them, and above the first one back to the search. */
function byArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rows = rowsOf(event.currentTarget);
  const next = rows.indexOf(event.currentTarget) + step;
  if (next < 0) event.currentTarget.closest('[data-region]')?.querySelector('input')?.focus();
  else rows[next]?.focus();
}

interface RowProps {
  readonly carried: Carried;
  readonly name: string;
  readonly icon: ReactNode;
  readonly summary: string;
  readonly dim: boolean;
  readonly children: ReactNode;
}

/** One row: drag it, or click it and then the canvas, or press Enter on it. */
function Row({ carried, name, icon, summary, dim, children }: RowProps) {
  const designer = useDesigner();
  const { take, arm } = useCarry();
  const armed = useSession(({ carry }) => carry?.mode === 'armed' && carry.carried.id === carried.id);
  const press = (event: MouseEvent) => {
    // No click count: pressed by key. Two clicks: added without a second place to point at.
    const atOnce = event.detail !== 1;
    if (!atOnce) return armed ? designer.session.setState({ carry: null }) : arm(carried);
    designer.session.setState({ carry: null });
    addNew(designer, carried.id, designer.view.now().centre());
  };
  return (
    <button
      type="button"
      className={classes.row}
      data-palette-row
      data-dim={dim || undefined}
      data-armed={armed || undefined}
      title={`${name}. ${summary}`}
      aria-pressed={armed}
      onPointerDown={(event) => take(carried, event)}
      onClick={press}
      onKeyDown={byArrow}
    >
      {icon}
      <span className={classes.name}>{name}</span>
      <span className={classes.side}>{children}</span>
    </button>
  );
}
