/** A row of a table with the line that it began on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Reads a table (RFC 4180): quoted fields may hold commas, line ends and doubled quotes; lines end in CRLF or LF. A mark of byte
 * order and empty lines are passed over. Null where a quoted field is never closed, or something stands behind its end.
 */
export function readCsv(text: string): CsvRow[] | null {
  const rows: CsvRow[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  pattern.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  let began = 1;
  let fields: string[] = [];
  while (pattern.lastIndex < text.length || fields.length > 0) {
    const match = pattern.exec(text);
    if (!match) return null;
    const [, quoted, plain = '', end] = match;
    fields.push(plainText(quoted?.replaceAll('""', '"') ?? plain));
    line += (quoted?.match(/\n/g) ?? []).length;
    if (end === ',') continue;
    if (fields.some((field) => field !== '')) rows.push({ line: began, fields });
    fields = [];
    line += 1;
    began = line;
  }
  return rows;
}

/** What is written for people who open it in a spreadsheet has a quote before what would be a formula (OWASP, CSV injection). */
function plainText(field: string): string {
  return field.replace(/^'(?=[=+\-@\t\r])/, '').trim();
}
