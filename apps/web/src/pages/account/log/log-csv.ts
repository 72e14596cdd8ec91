import type { AuditEntry } from '../../../api/types.ts';
import { csvText } from '../../../ui/format/csv.ts';

const COLUMNS = ['no', 'at', 'person_id', 'person', 'act', 'outcome', 'subject', 'facts', 'hash'];

/** Entries of a log as CSV, with all that is written of each. */
export function logCsv(entries: readonly AuditEntry[]): string {
  return csvText(
    COLUMNS,
    entries.map(({ no, at, person, act, outcome, subject, facts, hash }) => [
      String(no),
      at,
      person?.id ?? '',
      person?.name ?? '',
      act,
      outcome,
      subject ?? '',
      factsText(facts),
      hash,
    ]),
  );
}

export const factsText = (facts: AuditEntry['facts']) =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
