/**
 * Waits for all, then throws the first failure: nothing of a transaction is still under way when it is rolled back.
 * Statements of one transaction that do not ask each other go to the database in one trip this way, in the order given.
 */
export async function together<T extends readonly unknown[]>(
  ...work: { [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  await Promise.allSettled(work);
  return Promise.all(work) as Promise<unknown> as Promise<T>;
}
