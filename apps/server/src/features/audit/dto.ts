export interface AuditEntryDto {
  no: number;
  /** World time. */
  at: string;
  /** Null where nobody had signed in. */
  person: { id: string; name: string } | null;
  /** The procedure. */
  act: string;
  /** `asked`, or the code with which it was refused. */
  outcome: string;
  subject: string | null;
  facts: Record<string, string>;
  hash: string;
}

export interface AuditPageDto {
  /** The newest first. */
  entries: AuditEntryDto[];
  /** Ask for what is before this number; null at the beginning of the log. */
  before: number | null;
}
