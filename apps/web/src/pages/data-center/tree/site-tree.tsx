import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { DataCenter } from '../../../api/types.ts';
import { dataCenterText } from '../../../messages/data-center.ts';
import { hostText } from '../../../messages/hosts.ts';
import { hostTrouble } from '../../../messages/status.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import type { Place } from '../frame/use-selection.ts';
import { hostsUnder, treeRows, type TreeRow } from './tree-rows.ts';
import { Tag } from '../../../ui/data/tag.tsx';
import { region } from '../../../ui/layout/region.ts';
import classes from './tree.module.css';

interface SiteTreeProps {
  sites: DataCenter['sites'];
  siteId: string | null;
  /** What is selected within the site; a host with the rack that it stands in, which is opened for it. */
  hostId: string | null;
  rackId: string | null;
  onSelect: (place: Place) => void;
  /** Below the tree. */
  children?: ReactNode;
}

/** Every site, rack and host: one tab stop, arrows move and open, Enter selects (ARIA APG, tree view). */
export function SiteTree({ sites, siteId, hostId, rackId, onSelect, children }: SiteTreeProps) {
  const [open, setOpen] = useOpen(siteId, rackId);
  const [focused, setFocused] = useState<string | null>(null);
  const tree = useRef<HTMLUListElement>(null);
  const rows = treeRows(sites, open);
  const selected = hostId ?? rackId ?? siteId;
  const stop = rows.find(({ id }) => id === focused) ?? rows.find(({ id }) => id === selected) ?? rows[0];
  const setExpanded = (id: string, expanded: boolean) =>
    setOpen((before) => new Set(expanded ? [...before, id] : [...before].filter((each) => each !== id)));
  const go = (row: TreeRow | undefined) => {
    if (!row) return;
    setFocused(row.id);
    tree.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(row.id)}"]`)?.focus();
  };
  const choose = (row: TreeRow) => {
    setFocused(row.id);
    if (row.item.is === 'rack') setExpanded(row.id, true);
    onSelect(placeOf(row));
  };
  const onKey = (event: KeyboardEvent, row: TreeRow) => {
    const act = keyAction(event.key, row, rows, { go, choose, setExpanded });
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  return (
    <nav {...region} className={classes.left} aria-labelledby="tree">
      <div className={classes.head}>
        <h2 id="tree">{dataCenterText.sites}</h2>
        <span className={classes.count}>{sites.length}</span>
      </div>
      <ul ref={tree} role="tree" aria-label={hostText.tree} className={classes.tree}>
        {rows.map((row) => (
          <li
            key={row.id}
            role="treeitem"
            data-id={row.id}
            data-level={row.level}
            aria-level={row.level}
            aria-posinset={row.place}
            aria-setsize={row.of}
            aria-label={labelOf(row)}
            {...(row.expanded !== null && { 'aria-expanded': row.expanded })}
            aria-selected={row.id === selected}
            tabIndex={row.id === stop?.id ? 0 : -1}
            onFocus={() => setFocused(row.id)}
            onKeyDown={(event) => onKey(event, row)}
            onClick={() => choose(row)}
          >
            <Chevron expanded={row.expanded} onToggle={() => setExpanded(row.id, !row.expanded)} />
            <RowText row={row} />
          </li>
        ))}
      </ul>
      {children}
    </nav>
  );
}

function placeOf({ id, item }: TreeRow): Place {
  return item.is === 'site' ? { site: id } : item.is === 'rack' ? { rack: id } : { host: id };
}

/** What is open: whatever was opened by hand, and what the selection came to stand in. */
function useOpen(siteId: string | null, rackId: string | null) {
  const shown = [siteId, rackId].filter((id) => id !== null);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(shown));
  const [seen, setSeen] = useState(shown.join(' '));
  if (seen !== shown.join(' ')) {
    setSeen(shown.join(' '));
    setOpen(new Set([...open, ...shown]));
  }
  return [open, setOpen] as const;
}

/** For the mouse; the keyboard has the arrows. */
function Chevron({ expanded, onToggle }: { expanded: boolean | null; onToggle: () => void }) {
  if (expanded === null) return <span className={classes.chevron} aria-hidden />;
  return (
    <span
      className={classes.chevron}
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      {expanded ? <IconChevronDown size={12} /> : <IconChevronRight size={12} />}
    </span>
  );
}

function RowText({ row }: { row: TreeRow }) {
  const { item } = row;
  const trouble = hostsUnder(row).flatMap((host) => hostTrouble(host) ?? []);
  const [first] = trouble;
  return (
    <>
      <span className={classes.name}>{nameOf(row)}</span>
      {first && <StateGlyph state={first.glyph} word="" />}
      {item.is === 'site' && <Tag>{item.site.simulated ? hostText.simulated : hostText.real}</Tag>}
      {item.is === 'rack' && <span className={classes.count}>{item.rack.hosts.length}</span>}
    </>
  );
}

function nameOf({ item }: TreeRow): string {
  return item.is === 'site' ? item.site.name : item.is === 'rack' ? item.rack.name : item.host.name;
}

function labelOf(row: TreeRow): string {
  const { item } = row;
  const hosts = hostsUnder(row);
  const name = item.is === 'host' ? item.host.name : hostText.treeHosts(nameOf(row), hosts.length);
  const words = [
    ...(item.is === 'site' ? [item.site.simulated ? hostText.simulated : hostText.real] : []),
    ...new Set(hosts.flatMap((host) => hostTrouble(host)?.word ?? [])),
  ];
  return words.length === 0 ? name : hostText.treeTrouble(name, words.join(', '));
}

interface Moves {
  go: (row: TreeRow | undefined) => void;
  choose: (row: TreeRow) => void;
  setExpanded: (id: string, expanded: boolean) => void;
}

/** What a key does on a row; undefined for keys that are none of the tree's. */
function keyAction(key: string, row: TreeRow, rows: readonly TreeRow[], moves: Moves) {
  const at = rows.findIndex(({ id }) => id === row.id);
  const { go, choose, setExpanded } = moves;
  const keys: Record<string, () => void> = {
    ArrowDown: () => go(rows[at + 1]),
    ArrowUp: () => go(rows[at - 1]),
    Home: () => go(rows[0]),
    End: () => go(rows.at(-1)),
    ArrowRight: () => (row.expanded === false ? setExpanded(row.id, true) : row.expanded && go(rows[at + 1])),
    ArrowLeft: () =>
      row.expanded ? setExpanded(row.id, false) : go(rows.find(({ id }) => id === row.parent)),
    Enter: () => choose(row),
    ' ': () => choose(row),
  };
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}
