/** The first copy has no number of its own, so that it stays the same when there are more. */
export function copyId(id: string, copy: number): string {
  return copy === 0 ? id : `${id}~${copy}`;
}

export function partId(outer: string, no: number): string {
  return `${outer}.${no}`;
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
