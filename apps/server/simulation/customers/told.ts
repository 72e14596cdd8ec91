import type { Actor as Person, Context } from '../../src/context.ts';
import { PatchbayError } from '../../src/errors.ts';
import * as audit from '../../src/features/audit/service.ts';

/** Writes an act into the log before it is done, and with what it is refused, as the way in does for every request. */
export async function told<T>(
  actor: Person,
  path: string,
  input: unknown,
  work: () => Promise<T>,
): Promise<T> {
  const context = actor as Person & Omit<Context, keyof Person>;
  const refuse = await audit.asked(context, { path, input, operator: false });
  try {
    return await work();
  } catch (error) {
    // Whoever was refused is told so, whether or not that could be written.
    if (error instanceof PatchbayError) await refuse?.(error.code).catch(() => {});
    throw error;
  }
}
