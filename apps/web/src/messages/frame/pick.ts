/** A list that one types into to find what to pick. */
export const pickText = {
  search: 'Type to search',
  found: (n: number) => (n === 1 ? '1 found' : `${n} found`),
  nothing: 'Nothing matches.',
};
