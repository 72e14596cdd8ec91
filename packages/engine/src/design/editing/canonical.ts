import type { DesignDocument } from '../document.ts';

/** A design as text: two designs have the same text exactly when they are the same, in whatever order their records are. */
export function canonicalDesign(document: DesignDocument): string {
  return canonical(document);
}

/** JSON with the keys of every object in one order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
