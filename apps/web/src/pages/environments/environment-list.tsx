import { isOver } from '@patchbay/engine/reservation';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { NavLink } from 'react-router';
import { useWorldNow } from '../../api/session.ts';
import type { Source } from '../../api/source.ts';
import type { Environment, EnvironmentRow } from '../../api/types.ts';
import { liveText } from '../../messages/live.ts';
import { environmentStatus, type Status } from '../../messages/status.ts';
import { paths } from '../../paths.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { dayClock, duration, viewerZone } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { region } from '../../ui/layout/region.ts';
import { CutName } from '../../ui/data/cut-name.tsx';
import { Count } from '../../ui/data/tag.tsx';
import { PaneHead } from '../../ui/layout/pane-head.tsx';
import { byStart } from '../schedule/by-start.ts';
import classes from './list.module.css';

interface EnvironmentListProps {
  source: Source<readonly EnvironmentRow[]>;
  shownId: string;
  /** The one that is shown, once it is there: it may be newer than the list. */
  shown: Environment | undefined;
}

/** Every environment of the account: what runs or will run first, then what is over. On a narrow page, folded. */
export function EnvironmentList({ source, shownId, shown }: EnvironmentListProps) {
  const environments = source.data ?? [];
  const [open, setOpen] = useState(false);
  const current = environments.find(({ id }) => id === shownId);
  const statusOf = (row: EnvironmentRow) => environmentStatus(row.id === shown?.id ? shown : row);
  const groups = [
    { label: liveText.active, rows: environments.filter((row) => !isOver(row.state)).toSorted(byStart(1)) },
    { label: liveText.over, rows: environments.filter((row) => isOver(row.state)).toSorted(byStart(-1)) },
  ];
  return (
    <nav {...region} className={classes.list} aria-label={liveText.environments}>
      <div className={classes.listHead}>
        <PaneHead id="environments" title={liveText.environments}>
          {source.data && <Count>{environments.length}</Count>}
        </PaneHead>
      </div>
      {!source.data && source.error !== null && (
        <div className={classes.problem}>
          <ErrorNotice error={source.error} onRetry={() => void source.refetch()} />
        </div>
      )}
      <button
        type="button"
        className={classes.toggle}
        aria-expanded={open}
        aria-label={liveText.choose(current?.name ?? liveText.environments)}
        onClick={() => setOpen(!open)}
      >
        <strong>
          <CutName name={current?.name ?? liveText.environments} />
        </strong>
        {current && <StateGlyph state={statusOf(current).glyph} word={statusOf(current).word} />}
        <Count>{environments.length}</Count>
        <IconChevronDown size={16} aria-hidden />
      </button>
      <div className={classes.groups} data-open={open || undefined}>
        {groups.map(
          ({ label, rows }) =>
            rows.length > 0 && (
              <div key={label}>
                <h3 className={classes.group}>{label}</h3>
                <ul>
                  {rows.map((row) => (
                    <li key={row.id}>
                      <EnvironmentLink row={row} status={statusOf(row)} onChoose={() => setOpen(false)} />
                    </li>
                  ))}
                </ul>
              </div>
            ),
        )}
      </div>
    </nav>
  );
}

function EnvironmentLink(props: { row: EnvironmentRow; status: Status; onChoose: () => void }) {
  const { row, onChoose } = props;
  const { glyph, word } = props.status;
  const now = useWorldNow();
  return (
    <NavLink to={paths.environment(row.id)} className={classes.listRow} onClick={onChoose}>
      <StateGlyph state={glyph} word={word} bare />
      <span>
        <strong>
          <CutName name={row.name} />
        </strong>
        <span>{liveText.rowState(word, detailOf(row, now))}</span>
      </span>
    </NavLink>
  );
}

function detailOf(row: EnvironmentRow, now: number): string {
  const zone = viewerZone();
  switch (row.state) {
    case 'scheduled':
      return dayClock(row.slot.start, zone);
    case 'starting':
    case 'running':
    case 'attention':
      return liveText.left(duration(Date.parse(row.slot.end) - now));
    case 'ended':
      return dayClock(row.slot.end, zone);
    case 'ending':
    case 'cancelled':
      return '';
    default:
      return row.state satisfies never;
  }
}
