import { z } from 'zod';
import { MAX_DEPTH } from '../limits.ts';

const MAX_FLAT_ID = 32 + MAX_DEPTH * 10;

/**
 * The id of a component of a flattened design. Part 2 of the abstraction that is drawn as `c-x` is `c-x.2`; in its second
 * copy, where copies are told apart, `c-x~1.2`; and so on inward: `c-x.2~3.0`. A drawn component keeps its id.
 */
export const flatId = z
  .string()
  .max(MAX_FLAT_ID)
  .regex(/^c-[a-z0-9]{1,24}(~[1-9]\d{0,4})?(\.\d{1,3}(~[1-9]\d{0,4})?)*$/);

/** The first copy has no number of its own, so that it stays the same when there are more. */
export function copyId(id: string, copy: number): string {
  return copy === 0 ? id : `${id}~${copy}`;
}

export function partId(outer: string, index: number): string {
  return `${outer}.${index}`;
}

/** A connection inside of an abstraction belongs to the drawn component, and is told from its parts by the colon. */
export function innerConnectionId(outer: string, index: number): string {
  return `${outer}:${index}`;
}

/** What is drawn for a component or connection of a flattened design: the id of a component, or of a connection between two. */
export function ownerOf(id: string): string {
  return id.split(/[.~:]/, 1)[0] ?? id;
}

/** Whether the component of a flattened design is one of the drawing, rather than a part of an abstraction. */
export function isDrawn(id: string): boolean {
  return ownerOf(id) === id;
}
