/** How much a newer version asks of who uses it: `major` takes something away, `minor` adds, `patch` does neither. */
export type Step = 'major' | 'minor' | 'patch';

/** The version number that a step leads to: `1.2.3` and `minor` are `1.3.0`. The first one is `1.0.0`. */
export function nextVersion(version: string, step: Step): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (version === '') return '1.0.0';
  if (step === 'major') return `${major + 1}.0.0`;
  return step === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Whether a version number comes after another one. */
export function isLater(version: string, before: string): boolean {
  const [a, b] = [version, before].map((one) => one.split('.').map(Number));
  for (const [n, part] of (a ?? []).entries()) {
    const other = b?.[n] ?? 0;
    if (part !== other) return part > other;
  }
  return false;
}
