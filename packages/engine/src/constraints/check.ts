import type { Catalog } from '@patchbay/catalog';
import {
  applyEdit,
  isDrawn,
  MAX_TOTAL_COPIES,
  readFlat,
  subjectsOf,
  totalCopies,
  type DesignDocument,
  type DesignModel,
} from '../design/index.ts';
import { LEVELS, MAX_FIXES, type Draft, type Finding, type Fix } from './finding.ts';
import { balancerRule } from './rules/balancer.ts';
import { bandwidthRule } from './rules/bandwidth.ts';
import { compatibilityRule } from './rules/compatibility.ts';
import { connectionRule } from './rules/connection.ts';
import { exposureRule } from './rules/exposure.ts';
import { fitnessRule } from './rules/fitness.ts';
import { hostingRule } from './rules/hosting.ts';
import { joinsRule } from './rules/joins.ts';
import { licenceRule } from './rules/licence.ts';
import { loopRule } from './rules/loop.ts';
import { needRule } from './rules/need.ts';
import { networkRule } from './rules/network.ts';
import { processorRule } from './rules/processor.ts';
import { chosenValues, propertyRule } from './rules/property.ts';
import { runtimeRule } from './rules/runtime.ts';
import { serviceRule } from './rules/service.ts';
import { sizeRule } from './rules/size.ts';
import { typeRule } from './rules/type.ts';
import type { Rule } from './rule.ts';
import { topologyOf } from './topology.ts';

export const RULES: readonly Rule[] = [
  typeRule,
  propertyRule,
  hostingRule,
  compatibilityRule,
  sizeRule,
  serviceRule,
  connectionRule,
  networkRule,
  processorRule,
  runtimeRule,
  licenceRule,
  fitnessRule,
  needRule,
  exposureRule,
  balancerRule,
  joinsRule,
  bandwidthRule,
  loopRule,
];

/** Each candidate costs a whole check, so only so many of a finding are tried. */
const MAX_TRIED = 8;

/** Parts that verifying fixes may look at in one check: a small design gets all its fixes, a huge broken one the first ones. */
const VERIFYING_WORK = 60_000;

/**
 * Checks a whole design against its catalog version. Pure: browser and server call this and get the same findings (CST-1).
 * Findings come worst level first, then by rule and subject; where the work runs out, the last ones come without fixes.
 */
export function check(document: DesignDocument, catalog: Catalog): Finding[] {
  const model = readFlat(document, catalog);
  const drafts = draftsOf(document, model).sort(byLevelRuleSubject);
  const blockers = new Set(drafts.filter((draft) => draft.level === 'blocker').map(idOf));
  const budget = { checks: Math.ceil(VERIFYING_WORK / Math.max(1, model.parts.length)) };
  return drafts.map(({ candidates, ...draft }) => ({
    ...draft,
    id: idOf(draft),
    fixes: budget.checks > 0 ? verifiedFixes(document, catalog, draft, candidates(), blockers, budget) : [],
  }));
}

/** The first thing that keeps a design from being booked; the same rules, without looking for fixes. */
export function obstacle(
  document: DesignDocument,
  catalog: Catalog,
): Pick<Finding, 'id' | 'rule' | 'headline'> | undefined {
  const draft = draftsOf(document, readFlat(document, catalog)).find((candidate) => candidate.obstructs);
  return draft && { id: idOf(draft), rule: draft.rule, headline: draft.headline };
}

/** @param flat what the drawing comes to */
function draftsOf(drawing: DesignDocument, flat: DesignModel): Draft[] {
  const topology = topologyOf(flat);
  return [...RULES.flatMap((rule) => rule.check(flat, topology)), ...chosenValues(drawing, flat.catalog)];
}

type Reported = Omit<Draft, 'candidates'>;

/**
 * CST-2: a candidate is offered only if applying it removes this finding and adds no blocker. One that is about a part of an
 * abstraction cannot be applied to the drawing.
 */
function verifiedFixes(
  document: DesignDocument,
  catalog: Catalog,
  draft: Reported,
  candidates: readonly Fix[],
  blockers: ReadonlySet<string>,
  budget: { checks: number },
): Fix[] {
  const fixes: Fix[] = [];
  const drawn = candidates.filter(({ edit }) => subjectsOf(edit).every(isDrawn));
  for (const candidate of drawn.slice(0, MAX_TRIED)) {
    if (fixes.length === MAX_FIXES || budget.checks <= 0) break;
    const edited = applyEdit(document, candidate.edit);
    if (totalCopies(edited) > MAX_TOTAL_COPIES) continue;
    budget.checks -= 1;
    const after = draftsOf(edited, readFlat(edited, catalog));
    const removed = after.every((other) => idOf(other) !== idOf(draft));
    const harmless = after.every((other) => other.level !== 'blocker' || blockers.has(idOf(other)));
    if (removed && harmless) fixes.push(candidate);
  }
  return fixes;
}

function idOf({
  rule,
  subjects,
  connections,
  headline,
}: Pick<Finding, 'rule' | 'subjects' | 'connections' | 'headline'>): string {
  const detail = headline.values['property'];
  return [rule, ...subjects, ...connections, ...(detail === undefined ? [] : [detail])].join(' ');
}

function byLevelRuleSubject(a: Reported, b: Reported): number {
  const level = LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
  if (level !== 0) return level;
  const [first, second] = [idOf(a), idOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
