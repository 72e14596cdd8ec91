/** What did not come: the server cannot be reached, or has another version of the app by now. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

/**
 * Loads what the first pages do without. The styles of all components come before it, as a rule of a page wins over one of
 * a component only by standing behind it.
 */
export async function late<T>(load: () => Promise<T>): Promise<T> {
  try {
    await import('../../theme/rest.css');
    return await load();
  } catch (cause) {
    throw new NotLoaded('a part of the app did not come', { cause });
  }
}
