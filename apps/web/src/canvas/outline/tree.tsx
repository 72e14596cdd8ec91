import { IconChevronDown, IconChevronRight, IconPlugConnected, IconSquareDashed } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { canvasText, outlineText } from '../../messages/canvas.ts';
import { levelCount } from '../../messages/designer/problems.ts';
import { LevelGlyph } from '../marks/level-glyph.tsx';
import { PartIcon } from '../marks/part-icon.tsx';
import { useDesigner, useSession } from '../store/designer.ts';
import { levelCounts } from '../store/part-name.ts';
import { select, toggle } from '../store/session-store.ts';
import { piecesOf } from './pieces.ts';
import type { Row } from './rows.ts';
import classes from './outline.module.css';

const ROW_HEIGHT = 28;
/** Rows drawn beyond what is visible. */
const SPARE = 12;

interface TreeProps {
  readonly rows: readonly Row[];
  readonly onFold: (id: string, open: boolean) => void;
}

/** The rows as a tree grid with one tab stop; only what is in view is on the page. */
export function Tree({ rows, onFold }: TreeProps) {
  const designer = useDesigner();
  const { session } = designer;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const selection = useSession((state) => state.selection);
  const last = selection.at(-1) ?? null;
  // Where somebody went holds until something else is selected.
  const [active, setActive] = useState<{ readonly key: string; readonly last: string | null } | null>(null);
  const key = active?.last === last ? active.key : null;
  const current = rows.find((row) => row.key === key) ?? rows.find(({ id }) => id === last) ?? rows[0];
  const at = current ? rows.indexOf(current) : -1;
  useShown(box, at);
  const [from, to] = useWindow(box, top, rows.length);
  const pieces = piecesOf(rows, from, to, at);
  const choose = (row: Row, add: boolean) => {
    if (add) toggle(session, row.id);
    else select(session, row.id);
    setActive({ key: row.key, last: session.getState().selection.at(-1) ?? null });
    designer.view.now().show(row.id);
  };
  // What a key is about is what was gone to.
  const go = (row: Row | undefined) => {
    if (row) choose(row, false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!treeKey(event.key, rows, at, go, onFold)) {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      choose(current, event.shiftKey);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      role="treegrid"
      aria-label={outlineText.region}
      aria-rowcount={rows.length}
      aria-multiselectable="true"
      aria-activedescendant={current && rowId(current)}
      tabIndex={0}
      data-outline
      className={classes.tree}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      {pieces.map((piece) =>
        'gap' in piece ? (
          <div key={`gap ${piece.at}`} role="presentation" style={{ height: piece.gap * ROW_HEIGHT }} />
        ) : (
          <RowView
            key={piece.row.key}
            row={piece.row}
            nth={piece.at + 1}
            active={piece.row === current}
            selected={selection.includes(piece.row.id)}
            onFold={onFold}
            onChoose={choose}
          />
        ),
      )}
    </div>
  );
}

/** Up and down; right opens or goes in, left closes or goes out. */
function treeKey(
  key: string,
  rows: readonly Row[],
  at: number,
  go: (row: Row | undefined) => void,
  onFold: TreeProps['onFold'],
): boolean {
  const row = rows[at];
  if (!row) return false;
  if (key === 'ArrowDown') go(rows[at + 1]);
  else if (key === 'ArrowUp') go(rows[at - 1]);
  else if (key === 'Home') go(rows[0]);
  else if (key === 'End') go(rows.at(-1));
  else if (key === 'ArrowRight' && row.open === false) onFold(row.id, true);
  else if (key === 'ArrowRight') go(row.open ? rows[at + 1] : undefined);
  else if (key === 'ArrowLeft' && row.open === true) onFold(row.id, false);
  else if (key === 'ArrowLeft') go(rows.slice(0, at).findLast(({ level }) => level < row.level));
  else return false;
  return true;
}

/** The rows to draw: what the box shows, and some more. */
function useWindow(
  box: React.RefObject<HTMLDivElement | null>,
  top: number,
  count: number,
): [number, number] {
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  const from = Math.max(0, Math.floor(top / ROW_HEIGHT) - SPARE);
  return [from, Math.min(count, from + Math.ceil(height / ROW_HEIGHT) + 2 * SPARE)];
}

/** Keeps the active row in view. */
function useShown(box: React.RefObject<HTMLDivElement | null>, at: number): void {
  useEffect(() => {
    const element = box.current;
    if (!element || at < 0) return;
    const [from, to] = [at * ROW_HEIGHT, (at + 1) * ROW_HEIGHT];
    if (from < element.scrollTop) element.scrollTo({ top: from });
    else if (to > element.scrollTop + element.clientHeight)
      element.scrollTo({ top: to - element.clientHeight });
  }, [box, at]);
}

const rowId = ({ key }: Row) => `outline-${key.replaceAll(' ', '-')}`;

interface RowViewProps {
  readonly row: Row;
  readonly nth: number;
  readonly active: boolean;
  readonly selected: boolean;
  readonly onFold: TreeProps['onFold'];
  readonly onChoose: (row: Row, add: boolean) => void;
}

function RowView({ row, nth, active, selected, onFold, onChoose }: RowViewProps) {
  const { session } = useDesigner();
  const { open, level, findings, count, label } = row;
  const menu = (event: MouseEvent) => {
    event.preventDefault();
    if (!selected) select(session, row.id);
    session.setState({ menu: { x: event.clientX, y: event.clientY } });
  };
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid around it has the focus and handles the keys
    <div
      id={rowId(row)}
      role="row"
      aria-level={level}
      aria-rowindex={nth}
      aria-expanded={open ?? undefined}
      aria-selected={selected}
      className={classes.row}
      data-active={active || undefined}
      style={{ paddingLeft: 8 + (level - 1) * 16 }}
      onClick={(event) => onChoose(row, event.shiftKey || event.ctrlKey || event.metaKey)}
      onContextMenu={menu}
    >
      <span role="gridcell" className={classes.cell}>
        {open === null ? (
          <span className={classes.chevron} />
        ) : (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- left and right do the same
          <span
            className={classes.chevron}
            onClick={(event) => {
              event.stopPropagation();
              onFold(row.id, !open);
            }}
          >
            <Chevron size={12} stroke={1.8} aria-hidden />
          </span>
        )}
        <Picture row={row} />
        {label !== null && <span className={classes.label}>{label}</span>}
        <span className={classes.name} title={row.name}>
          {label === null ? row.name : outlineText.to(row.name)}
        </span>
        {levelCounts(findings)
          .slice(0, 1)
          .map(([worst, n]) => (
            <span key={worst} role="img" aria-label={levelCount(worst, n)}>
              <LevelGlyph level={worst} />
            </span>
          ))}
      </span>
      <span
        role="gridcell"
        className={classes.count}
        aria-label={count === null ? undefined : canvasText.copies(count)}
      >
        {count}
      </span>
    </div>
  );
}

function Picture({ row }: { row: Row }) {
  if (row.part) return <PartIcon type={row.part.type} />;
  if (row.label !== null)
    return <IconPlugConnected size={14} stroke={1.5} aria-hidden className={classes.quiet} />;
  return <IconSquareDashed size={16} stroke={1.5} aria-hidden className={classes.quiet} />;
}
