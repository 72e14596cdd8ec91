/** Where an environment was booked: how good a site its price is for, and whether its customer asked for that very site. */
export interface AgreedSite {
  readonly grade: number;
  readonly isChosen: boolean;
}

/**
 * Whether the agreement lets an environment be moved to another site when its own one fails (SLA-1): to one that is at least as
 * good as the one that is paid for, unless its customer chose where it is to be.
 */
export function admitsSite({ grade, isChosen }: AgreedSite, other: { readonly grade: number }): boolean {
  return !isChosen && other.grade >= grade;
}
