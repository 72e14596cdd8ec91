import type { RuleId } from '../../src/constraints/index.ts';
import type { DesignBuilder } from '../builders.ts';
import { tower } from './row.ts';

/** A design with a type in it that has to pass, and one in which a rule names a part of that type. */
export interface TypeCase {
  readonly passes: DesignBuilder;
  readonly fails: DesignBuilder;
  readonly rule: RuleId;
}
/** By type id. */
export type TypeCases = Readonly<Record<string, TypeCase>>;

/** A tower of types from the machine up, written in one line. */
const read = (line: string): DesignBuilder => {
  const [machine = '', ...on] = line.split(' / ');
  return tower(machine, ...on);
};

/** Two towers and the rule that the second one breaks. */
export const towers = (passes: string, fails: string, rule: RuleId): TypeCase => ({
  passes: read(passes),
  fails: read(fails),
  rule,
});
