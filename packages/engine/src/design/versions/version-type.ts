import type { DesignDocument } from '../document.ts';

const VERSION = /^a-([0-9a-f]{32})-([1-9]\d{0,3})$/;

/** Versions of one abstraction; the last one has this number. */
export const MAX_VERSIONS = 500;

/**
 * The type of a version of an abstraction that an account has saved: a component's `type` names one immutable version.
 * @param line what all versions of the abstraction have in common: 32 hexadecimal digits
 */
export function versionType(line: string, no: number): string {
  return `a-${line}-${no}`;
}

/** What versions of one abstraction have in common; null for every other type. */
export function lineOf(type: string): string | null {
  return VERSION.exec(type)?.[1] ?? null;
}

/** The versions that the components of a design name, each once. */
export function versionsIn({ components }: Pick<DesignDocument, 'components'>): string[] {
  const types = Object.values(components).map(({ type }) => type);
  return [...new Set(types)].filter((type) => lineOf(type) !== null);
}
