import type { DesignModel } from '../design/index.ts';
import type { Draft, RuleId } from './finding.ts';
import type { Topology } from './topology.ts';

/** One rule over a whole design. */
export interface Rule {
  readonly ids: readonly RuleId[];
  check(model: DesignModel, topology: Topology): Draft[];
}
