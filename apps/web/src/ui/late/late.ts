/**
 * Loads what the first pages do without. The styles of all components come before it, as a rule of a page wins over one of
 * a component only by standing behind it.
 */
export async function late<T>(load: () => Promise<T>): Promise<T> {
  await import('../../theme/rest.css');
  return load();
}
