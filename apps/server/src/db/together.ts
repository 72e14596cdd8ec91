/**
 * Waits for all, then throws what failed first: nothing of a transaction is still under way when it is rolled back.
 * Statements of one transaction that do not ask each other go to the database in one trip this way.
 */
export async function together<T extends readonly unknown[]>(
  ...work: { [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  const failures: unknown[] = [];
  // Once each: a query that is not begun yet begins when it is waited for, every time.
  const results = await Promise.all(
    work.map((one) => one.then(undefined, (reason: unknown) => void failures.push(reason))),
  );
  if (failures.length > 0) throw failures[0];
  return results as unknown as T;
}
