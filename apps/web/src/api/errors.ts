import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';

/** The closed set of codes that the server answers with. */
export const SERVER_CODES = [
  'BAD_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'TOO_LARGE',
  'TOO_MANY',
  'NOT_BOOKABLE',
  'PRICE_CHANGED',
  'KEY_REUSED',
  'UNAVAILABLE',
  'INTERNAL',
] as const;
export type ServerCode = (typeof SERVER_CODES)[number];
/** `OFFLINE`: no answer at all. */
export type ErrorCode = ServerCode | 'OFFLINE';

export interface Failure {
  readonly code: ErrorCode;
  /** The id under which the server's log has this error; null when the server never answered. */
  readonly id: string | null;
  /** What tells several causes of one code apart. */
  readonly issues: readonly string[];
}

const coded = z.object({
  patchbay: z.object({
    code: z.enum(SERVER_CODES),
    id: z.string(),
    issues: z.array(z.string()).catch([]),
  }),
});

export function failureOf(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return { code: 'INTERNAL', id: null, issues: [] };
  const data: unknown = error.data;
  const parsed = coded.safeParse(data);
  if (parsed.success) return parsed.data.patchbay;
  // An answer without our code comes from something in between, such as a proxy; none at all means no network.
  return { code: data ? 'UNAVAILABLE' : 'OFFLINE', id: null, issues: [] };
}

export function codeOf(error: unknown): ErrorCode {
  return failureOf(error).code;
}
