import { ActionIcon } from '@mantine/core';
import type { Finding } from '@patchbay/engine/constraints';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { levelCount, levelWords, trayText } from '../../messages/designer/problems.ts';
import { showFinding } from '../commands/actions.ts';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import { levelCounts } from '../store/part-name.ts';
import { changeText, priceChange } from '../store/price.ts';
import { LevelGlyph } from '../marks/level-glyph.tsx';
import { PartLink, useSentence } from './message-text.tsx';
import classes from './tray.module.css';
import { region } from '../../ui/layout/region.ts';
import { Key } from '../../ui/keys/key.tsx';

/** Counts of findings by level, each with its shape and its word as name. */
export function LevelCounts({ findings, size = 14 }: { findings: readonly Finding[]; size?: number }) {
  return (
    <span className={classes.counts}>
      {levelCounts(findings).map(([level, count]) => (
        <span key={level} role="img" aria-label={levelCount(level, count)}>
          <LevelGlyph level={level} size={size} />
          <span aria-hidden="true">{count}</span>
        </span>
      ))}
    </span>
  );
}

/** All findings of the design as a table: one line closed, at most 240 px open. */
export function ProblemsTray() {
  const designer = useDesigner();
  const { session } = designer;
  const { findings } = useAnalysis();
  const open = useSession((state) => state.trayOpen);
  const sentence = useSentence();
  const toggle = () => session.setState({ trayOpen: !open });
  const worst = findings[0];
  const shown = open && findings.length > 0;
  return (
    <section {...region} className={classes.tray} aria-label={trayText.problems}>
      <div className={classes.trayHead}>
        <button type="button" className={classes.trayTitle} aria-expanded={shown} onClick={toggle}>
          {trayText.problems}
          {findings.length === 0 ? <span>0</span> : <LevelCounts findings={findings} />}
        </button>
        {worst && !shown ? (
          <button type="button" className={classes.worst} onClick={() => showFinding(designer, worst.id)}>
            {`${levelWords[worst.level]}: ${sentence(worst.headline)}`}
          </button>
        ) : (
          <span className={classes.worst}>{worst ? '' : trayText.none}</span>
        )}
        {worst && <Key>F8</Key>}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          disabled={findings.length === 0}
          aria-label={shown ? trayText.close : trayText.open}
          onClick={toggle}
        >
          {shown ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}
        </ActionIcon>
      </div>
      {shown && <FindingTable findings={findings} />}
    </section>
  );
}

/** In pixels, as the style sheet has it; so many rows are in view at most, and so many more are drawn above and below these. */
const ROW_HEIGHT = 35;
const IN_VIEW = 7;
const SPARE = 4;

/** Only the rows in view are on the page, and only their fixes are priced. */
function FindingTable({ findings }: { findings: readonly Finding[] }) {
  const { columns } = trayText;
  const [top, setTop] = useState(0);
  const drawn = Math.min(findings.length, IN_VIEW + 2 * SPARE);
  const from = Math.max(0, Math.min(findings.length - drawn, Math.floor(top / ROW_HEIGHT) - SPARE));
  return (
    <div className={classes.trayBody} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      <table className={classes.table} aria-rowcount={findings.length + 1}>
        <colgroup>
          <col style={{ width: 96 }} />
          <col />
          <col style={{ width: 176 }} />
          <col style={{ width: 76 }} />
          <col style={{ width: 52 }} />
          <col style={{ width: 92 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{columns.level}</th>
            <th scope="col">{columns.problem}</th>
            <th scope="col">{columns.where}</th>
            <th scope="col">{columns.rule}</th>
            <th scope="col" data-number>
              {columns.fixes}
            </th>
            <th scope="col" data-number>
              {columns.cheapest}
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} />
          {findings.slice(from, from + drawn).map((finding, n) => (
            <FindingRow key={finding.id} finding={finding} nth={from + n + 1} />
          ))}
          <Gap rows={findings.length - from - drawn} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of rows that are out of view. */
function Gap({ rows }: { rows: number }) {
  return rows > 0 && <tr role="presentation" style={{ height: rows * ROW_HEIGHT }} />;
}

function FindingRow({ finding, nth }: { finding: Finding; nth: number }) {
  const designer = useDesigner();
  const { model } = useAnalysis();
  const sentence = useSentence();
  const current = useSession((state) => state.finding === finding.id);
  const { level, rule, subjects, fixes, headline, id } = finding;
  const { catalog, book } = designer;
  const changes = useMemo(
    () => fixes.map(({ edit }) => priceChange(model.document, edit, catalog, book).change),
    [fixes, model, catalog, book],
  );
  const show = () => showFinding(designer, id);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the problem in the row is a button with the same effect; the row makes it larger
    <tr aria-rowindex={nth + 1} aria-current={current || undefined} onClick={show}>
      <td>
        <span className={classes.rowLevel}>
          <LevelGlyph level={level} />
          {levelWords[level]}
        </span>
      </td>
      <td>
        <button
          type="button"
          className={classes.problem}
          onClick={(event) => {
            event.stopPropagation();
            show();
          }}
        >
          {sentence(headline)}
        </button>
      </td>
      <td>
        {subjects.slice(0, 2).map((subject) => (
          <PartLink key={subject} id={subject} />
        ))}
      </td>
      <td className={classes.mono}>{rule}</td>
      <td data-number>{fixes.length}</td>
      <td data-number>
        {changes.length === 0 ? trayText.noFix : changeText(Math.min(...changes), book.currency)}
      </td>
    </tr>
  );
}
