import { designDocument, type DesignDocument } from './document.ts';
import { MAX_DEPTH, MAX_REPORTED_ISSUES, MAX_TOTAL_COPIES } from './limits.ts';
import { totalCopies, towerProblem } from './towers.ts';

export type ParseResult =
  | { readonly ok: true; readonly document: DesignDocument }
  | { readonly ok: false; readonly issues: readonly string[] };

/**
 * Reads a design from untrusted data. Never throws: depth is bounded before any recursive code sees the value,
 * and at most MAX_REPORTED_ISSUES problems are reported.
 */
export function parseDesign(value: unknown): ParseResult {
  if (depthExceeds(value, MAX_DEPTH))
    return { ok: false, issues: [`nested deeper than ${MAX_DEPTH} levels`] };
  const result = designDocument.safeParse(value);
  if (!result.success) {
    const issues = result.error.issues.slice(0, MAX_REPORTED_ISSUES);
    return {
      ok: false,
      issues: issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`.slice(0, 200)),
    };
  }
  const broken = [...brokenReferences(result.data)];
  if (broken.length === 0 && totalCopies(result.data) > MAX_TOTAL_COPIES)
    broken.push(`components: more than ${MAX_TOTAL_COPIES} copies in all`);
  return broken.length > 0 ? { ok: false, issues: broken } : { ok: true, document: result.data };
}

/** Breadth-first, so that a value nested a million levels deep costs no stack. */
export function depthExceeds(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item === 'object' && item !== null)
        for (const child of Object.values(item)) next.push(child);
    }
    level = next;
  }
  return false;
}

/** References that lead nowhere, hosting that goes round in a circle, and groups of nothing. */
function brokenReferences(document: DesignDocument): string[] {
  const issues: string[] = [];
  const known = (id: string) => Object.hasOwn(document.components, id);
  for (const { id, host } of Object.values(document.components)) {
    const problem = host === null ? null : towerProblem(document.components, id);
    if (problem) issues.push(`components.${id}.host: ${problem}`);
  }
  issues.push(...brokenGroups(document));
  for (const { id, a, b } of Object.values(document.connections)) {
    if (!known(a.component) || !known(b.component))
      issues.push(`connections.${id}: joins a component that is not in this design`);
    else if (a.component === b.component) issues.push(`connections.${id}: joins a component with itself`);
  }
  return issues.slice(0, MAX_REPORTED_ISSUES);
}

function brokenGroups({ components, groups }: DesignDocument): string[] {
  const issues: string[] = [];
  const used = new Set<string>();
  for (const { id, host, group } of Object.values(components)) {
    if (group === null) continue;
    used.add(group);
    if (host !== null) issues.push(`components.${id}.group: is hosted, so it is drawn with its host`);
    if (!Object.hasOwn(groups, group)) issues.push(`components.${id}.group: names no group of this design`);
  }
  for (const id of Object.keys(groups)) if (!used.has(id)) issues.push(`groups.${id}: has no members`);
  return issues;
}
