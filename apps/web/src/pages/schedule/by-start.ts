interface Named {
  readonly name: string;
  readonly slot: { readonly start: string };
}

/** By start, earliest (1) or latest (-1) first; those of one start by name, in which 2 comes before 10. */
export function byStart(direction: 1 | -1) {
  return (a: Named, b: Named): number =>
    direction * (Date.parse(a.slot.start) - Date.parse(b.slot.start)) || byName(a.name, b.name);
}

export function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
