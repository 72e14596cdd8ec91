const KEY = 'patchbay.first-steps';

/** Persons who want no first steps any more in this browser, or have taken them all. */
const ids = (): string[] => {
  try {
    return (localStorage.getItem(KEY) ?? '').split('\n').filter((id) => id !== '');
  } catch {
    return [];
  }
};

export const isDismissed = (personId: string): boolean => ids().includes(personId);

export function dismiss(personId: string): void {
  try {
    localStorage.setItem(KEY, [...new Set([...ids(), personId])].join('\n'));
  } catch {
    // A browser that keeps nothing shows them again.
  }
}
