import { z } from 'zod';
import {
  componentId,
  connection,
  type Component,
  type ComponentId,
  type Connection,
  type DesignDocument,
} from '../document.ts';
import { withHosted } from '../editing/edit-parts.ts';
import {
  MAX_COMPONENTS,
  MAX_CONNECTIONS,
  MAX_DEPTH,
  MAX_FRAGMENT_TEXT,
  MAX_REPORTED_ISSUES,
} from '../limits.ts';
import { depthExceeds, parseDesign } from '../parse.ts';

/** A piece of a design, as it was copied: a design by itself, and what tied it to the rest. */
export interface Fragment {
  /** The parts with all that is hosted on them, connections between them, and groups that any of them is in. */
  readonly document: DesignDocument;
  /** Connections with one end outside, each with its other end in `document`. */
  readonly outside: readonly Connection[];
  /** Parts that were hosted on something outside; in `document` they stand alone. */
  readonly hosted: readonly ComponentId[];
}

/** Copies parts of a design and everything hosted on them. Ids that are gone are passed over. */
export function copyParts(document: DesignDocument, ids: readonly ComponentId[]): Fragment {
  const there = ids.filter((id) => Object.hasOwn(document.components, id));
  const inside = withHosted(document, there);
  const parts = Object.values(document.components).filter(({ id }) => inside.has(id));
  const isOutside = (host: ComponentId | null) => host !== null && !inside.has(host);
  const groups = new Set(parts.map(({ group }) => group));
  const touching = Object.values(document.connections).map(
    (join) => [join, [join.a, join.b].filter((end) => inside.has(end.component)).length] as const,
  );
  return {
    document: {
      version: 1,
      components: Object.fromEntries(
        parts.map((part) => [part.id, isOutside(part.host) ? { ...part, host: null } : part]),
      ),
      connections: Object.fromEntries(
        touching.flatMap(([join, ends]) => (ends === 2 ? [[join.id, join]] : [])),
      ),
      groups: Object.fromEntries(Object.entries(document.groups).filter(([id]) => groups.has(id))),
    },
    outside: touching.flatMap(([join, ends]) => (ends === 1 ? [join] : [])),
    hosted: parts.filter(({ host }) => isOutside(host)).map(({ id }) => id),
  };
}

/** The same for a clipboard: a group goes along only as a whole, and what was copied out of one stands by itself. */
export function clipParts(document: DesignDocument, ids: readonly ComponentId[]): Fragment {
  const fragment = copyParts(document, ids);
  const { components, groups } = fragment.document;
  const left = Object.values(document.components).filter(({ id }) => !Object.hasOwn(components, id));
  const torn = new Set(left.flatMap(({ group }) => group ?? []));
  const whole = (part: Component) => (part.group && torn.has(part.group) ? { ...part, group: null } : part);
  return {
    ...fragment,
    document: {
      ...fragment.document,
      components: Object.fromEntries(Object.entries(components).map(([id, part]) => [id, whole(part)])),
      groups: Object.fromEntries(Object.entries(groups).filter(([id]) => !torn.has(id))),
    },
  };
}

/** The text of a fragment for a clipboard, known by its first field. */
export function fragmentText(fragment: Fragment): string {
  return JSON.stringify({ patchbay: 'fragment', version: 1, ...fragment });
}

const marked = z.strictObject({
  patchbay: z.literal('fragment'),
  version: z.literal(1),
  document: z.unknown(),
  outside: z.array(connection).max(MAX_CONNECTIONS),
  hosted: z.array(componentId).max(MAX_COMPONENTS),
});

export type FragmentResult =
  | { readonly ok: true; readonly fragment: Fragment }
  | { readonly ok: false; readonly issues: readonly string[] };

/** Reads a fragment from untrusted text, such as a clipboard's. Never throws; bounded like `parseDesign`. */
export function parseFragment(text: string): FragmentResult {
  if (text.length > MAX_FRAGMENT_TEXT) return refused(`longer than ${MAX_FRAGMENT_TEXT} characters`);
  const value = json(text);
  if (value === undefined) return refused('no JSON');
  if (depthExceeds(value, MAX_DEPTH)) return refused(`nested deeper than ${MAX_DEPTH} levels`);
  const result = marked.safeParse(value);
  if (!result.success)
    return refused(...result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const { document: inner, outside, hosted } = result.data;
  const parsed = parseDesign(inner);
  if (!parsed.ok) return refused(...parsed.issues.map((issue) => `document.${issue}`));
  const { components } = parsed.document;
  const inside = (id: string) => Object.hasOwn(components, id);
  const issues = [
    ...outside
      .filter(({ a, b }) => inside(a.component) === inside(b.component))
      .map(({ id }) => `outside.${id}: has not one end inside`),
    ...hosted.filter((id) => components[id]?.host !== null).map((id) => `hosted.${id}: stands on no outside`),
  ];
  return issues.length > 0
    ? refused(...issues)
    : { ok: true, fragment: { document: parsed.document, outside, hosted } };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refused(...issues: string[]): FragmentResult {
  return { ok: false, issues: issues.slice(0, MAX_REPORTED_ISSUES).map((issue) => issue.slice(0, 200)) };
}
