import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { outlineText } from '../../messages/canvas.ts';
import { Key, keyText } from '../../ui/keys/key.tsx';
import { stepIn } from '../commands/search.ts';
import { useSearchFocus } from '../palette/search-focus.ts';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import { focusPart, select } from '../store/session-store.ts';
import { matching, rowsOf, type Row } from './rows.ts';
import { Tree } from './tree.tsx';
import classes from './outline.module.css';

const NONE: ReadonlySet<string> = new Set();

/** The design as a list with the powers of the drawing: every part, group and connection, found by name. */
export function Outline() {
  const analysis = useAnalysis();
  const [query, setQuery] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(NONE);
  const searching = query.trim() !== '';
  const rows = useMemo(() => rowsOf(analysis, searching ? NONE : closed), [analysis, closed, searching]);
  const shown = useMemo(
    () => (searching ? matching(rows, query) : { rows, found: [] as Row[] }),
    [rows, query, searching],
  );
  const fold = (id: string, open: boolean) =>
    setClosed((before) => {
      const next = new Set(before);
      if (open) next.delete(id);
      else next.add(id);
      return next;
    });
  return (
    <>
      <Find query={query} onChange={setQuery} found={shown.found} />
      <div className={classes.columns} aria-hidden="true">
        <span>{outlineText.name}</span>
        <span>{outlineText.copies}</span>
      </div>
      <Tree rows={shown.rows} onFold={fold} />
      {shown.rows.length === 0 && (
        <p className={classes.none}>{searching ? outlineText.notFound(query) : outlineText.empty}</p>
      )}
    </>
  );
}

/** Find in the design: Enter goes to the next match and brings it into view, the field keeps the focus. */
function Find(props: { query: string; onChange: (query: string) => void; found: readonly Row[] }) {
  const { query, onChange, found } = props;
  const designer = useDesigner();
  const field = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(-1);
  useSearchFocus('outline', field);
  const go = (by: 1 | -1) => {
    if (found.length === 0) return;
    const next = stepIn(found.length, at, by);
    setAt(next);
    const id = found[next]?.id ?? '';
    select(designer.session, id);
    designer.view.now().show(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && query !== '') onChange('');
    else if (event.key === 'Escape') focusPart(designer.session);
    else if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('[data-outline]')?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.find}>
      <TextInput
        ref={field}
        aria-label={outlineText.find}
        placeholder={outlineText.find}
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
        rightSectionWidth={query === '' ? 68 : 104}
        rightSection={
          query === '' ? <Key>{keyText('Ctrl+F')}</Key> : <Steps at={at} count={found.length} go={go} />
        }
        value={query}
        onChange={(event) => {
          onChange(event.target.value);
          setAt(-1);
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function Steps({ at, count, go }: { at: number; count: number; go: (by: 1 | -1) => void }) {
  return (
    <span className={classes.steps}>
      <span role="status">{outlineText.of(Math.min(at + 1, count), count)}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={outlineText.previous}
        onClick={() => go(-1)}
      >
        <IconChevronUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={outlineText.next} onClick={() => go(1)}>
        <IconChevronDown size={14} aria-hidden />
      </ActionIcon>
    </span>
  );
}
