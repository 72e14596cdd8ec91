import { TRPCClientError } from '@trpc/client';

/** The closed set of codes that the server answers with. */
export const SERVER_CODES = [
  'BAD_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'CONFIRM',
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

export function failureOf(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return { code: 'INTERNAL', id: null, issues: [] };
  const data: unknown = error.data;
  const coded = codedIn(data);
  if (coded) return coded;
  // An answer without our code comes from something in between, such as a proxy; none at all means no network.
  return { code: data ? 'UNAVAILABLE' : 'OFFLINE', id: null, issues: [] };
}

/** Whether another try may turn it into an answer. */
export function isPassing(error: unknown): boolean {
  return ['OFFLINE', 'UNAVAILABLE'].includes(codeOf(error));
}

export function codeOf(error: unknown): ErrorCode {
  return failureOf(error).code;
}

/** By hand: a schema would bring the whole of zod into the first load. */
function codedIn(data: unknown): Failure | null {
  const { code, id, issues } = fields(fields(data)['patchbay']);
  if (!isServerCode(code) || typeof id !== 'string') return null;
  const known = Array.isArray(issues) && issues.every((issue) => typeof issue === 'string');
  return { code, id, issues: known ? issues : [] };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isServerCode(code: unknown): code is ServerCode {
  return SERVER_CODES.some((known) => known === code);
}
