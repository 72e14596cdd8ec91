/** A machine as the ways to it name it. */
export interface Machine {
  readonly environmentId: string;
  readonly component: string;
  readonly idx: number;
  readonly name: string;
}
