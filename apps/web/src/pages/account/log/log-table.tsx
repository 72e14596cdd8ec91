import type { AuditEntry } from '../../../api/types.ts';
import { auditText } from '../../../messages/audit.ts';
import table from '../../../ui/data/table.module.css';
import { full, viewerZone } from '../../../ui/format/time.ts';
import { factsText } from './log-csv.ts';
import classes from './log.module.css';

export function LogTable({ title, entries }: { title: string; entries: readonly AuditEntry[] }) {
  const zone = viewerZone();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wider than a window at times, and moved by key as well
    <div className={table.frame} role="region" aria-label={title} tabIndex={0}>
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            <th scope="col" className={table.num}>
              {auditText.no}
            </th>
            <th scope="col">{auditText.at}</th>
            <th scope="col">{auditText.who}</th>
            <th scope="col">{auditText.act}</th>
            <th scope="col">{auditText.subject}</th>
            <th scope="col">{auditText.facts}</th>
            <th scope="col">{auditText.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ no, at, person, act, subject, facts, outcome }) => (
            <tr key={no}>
              <td className={`${table.num} ${table.quiet}`}>{no}</td>
              <td>{full(at, zone)}</td>
              <td className={person ? undefined : table.quiet}>{person?.name ?? auditText.nobody}</td>
              <th scope="row">{auditText.acts[act] ?? act}</th>
              <td className={classes.id}>{subject}</td>
              <td className={`${table.quiet} ${classes.facts}`}>{factsText(facts)}</td>
              <td className={outcome === 'asked' ? table.quiet : classes.refused}>
                {outcome === 'asked' ? auditText.asked : auditText.refused(outcome)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
