import type { Catalog } from '@patchbay/catalog';
import {
  applyEdit,
  MAX_TOTAL_COPIES,
  readDesign,
  totalCopies,
  type DesignDocument,
  type DesignModel,
} from '../design/index.ts';
import { LEVELS, type Draft, type Finding, type Fix } from './finding.ts';
import { compatibilityRule } from './rules/compatibility.ts';
import { connectionRule } from './rules/connection.ts';
import { hostingRule } from './rules/hosting.ts';
import { propertyRule } from './rules/property.ts';
import { sizeRule } from './rules/size.ts';
import { typeRule } from './rules/type.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [
  typeRule,
  propertyRule,
  hostingRule,
  compatibilityRule,
  sizeRule,
  connectionRule,
];

/** A finding never offers more fixes than this; the first ones of a rule are its best. */
export const MAX_FIXES = 4;
/** Each candidate costs a whole check, so only so many of a finding are tried. */
const MAX_TRIED = 8;

/**
 * Checks a whole design against its catalog version. Pure: browser and server call this and get the same findings (CST-1).
 * Findings come worst level first, then by rule and subject.
 */
export function check(document: DesignDocument, catalog: Catalog): Finding[] {
  const drafts = draftsOf(readDesign(document, catalog));
  const blockers = new Set(drafts.filter((draft) => draft.level === 'blocker').map(idOf));
  const verified = (draft: Draft) => verifiedFixes(document, catalog, draft, blockers);
  const findings = drafts.map(({ candidates: _, ...draft }, i) => ({
    ...draft,
    id: idOf(draft),
    fixes: verified(drafts[i] as Draft),
  }));
  return findings.sort(byLevelRuleSubject);
}

/** The same rules without looking for fixes: what a design must pass before it is booked. */
export function obstacle(findings: readonly Finding[]): Finding | undefined {
  return findings.find((finding) => finding.obstructs);
}

function draftsOf(model: DesignModel): Draft[] {
  return RULES.flatMap((rule) => rule.check(model));
}

/** CST-2: a candidate is offered only if applying it removes this finding and adds no blocker. */
function verifiedFixes(
  document: DesignDocument,
  catalog: Catalog,
  draft: Draft,
  blockers: ReadonlySet<string>,
): Fix[] {
  const fixes: Fix[] = [];
  for (const candidate of draft.candidates.slice(0, MAX_TRIED)) {
    if (fixes.length === MAX_FIXES) break;
    const edited = applyEdit(document, candidate.edit);
    if (totalCopies(edited) > MAX_TOTAL_COPIES) continue;
    const after = draftsOf(readDesign(edited, catalog));
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

function byLevelRuleSubject(a: Finding, b: Finding): number {
  const level = LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
  if (level !== 0) return level;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
