/** A test by its file and the words that its name begins with, or has in it. */
type Proof = readonly [file: string, name: string];

export interface Threat {
  readonly row: number;
  readonly what: string;
  readonly tests: readonly Proof[];
  /** What no test holds, and why. */
  readonly open?: string;
}

export const server = 'apps/server/test';
export const features = 'apps/server/src/features';
export const engine = 'packages/engine';
