/** An engine serves a few calls at a time well; more only queue inside it. */
const CALLS_AT_ONCE = 8;

/** Works through all items, a bounded number at a time; answers are in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [at, item] of queue) answers[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(CALLS_AT_ONCE, items.length) }, lane));
  return answers;
}
