/** RFC 4180 lines end like this. */
const NEWLINE = '\r\n';

/** A table as CSV (RFC 4180), its columns named in the first row. */
export function csvText(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows, []].map((row) => row.map(field).join(',')).join(NEWLINE);
}

/** What a spreadsheet would take for a formula is text (OWASP, CSV injection); numbers stay numbers. */
export function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
