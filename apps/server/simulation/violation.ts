/** An invariant that does not hold. Their ids stand in README.md. */
export interface Violation {
  readonly invariant: string;
  readonly what: string;
}
