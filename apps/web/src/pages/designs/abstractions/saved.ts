import { failureOf } from '../../../api/errors.ts';
import type { Library, SavedVersion } from '../../../api/types.ts';
import { unsavedText } from '../../../messages/designer/abstractions.ts';
import { sentenceOf } from '../sentence-of.ts';

/** The library as it is once something was saved. */
export function withSaved(library: Library, { abstraction, content }: SavedVersion): Library {
  return {
    ...library,
    abstractions: [...library.abstractions.filter(({ id }) => id !== abstraction.id), abstraction],
    contents: [...library.contents.filter(({ id }) => id !== content.id), content],
  };
}

/** The server says by a word of its own what cannot be saved. */
export function unsavedBecause(error: unknown): string {
  const why = failureOf(error).issues.flatMap((issue) => /^abstraction ([\w-]+)$/.exec(issue)?.[1] ?? []);
  const known = Object.entries(unsavedText).find(([word]) => why.includes(word));
  return known?.[1] ?? sentenceOf(error);
}
