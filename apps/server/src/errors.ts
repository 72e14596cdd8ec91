/** Everything that can go wrong for a caller, as one closed set. The web has a sentence for each. */
export const ERROR_CODES = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  /** Allowed once the password is given again. */
  CONFIRM: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  KEY_REUSED: 409,
  TOO_LARGE: 413,
  NOT_BOOKABLE: 422,
  PRICE_CHANGED: 409,
  TOO_MANY: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** An expected failure. `message` is for the caller; `cause` stays in the log. */
export class PatchbayError extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly string[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; issues?: readonly string[] } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'PatchbayError';
    this.code = code;
    this.issues = options.issues ?? [];
  }
}

/** The same answer for what does not exist and for what belongs to somebody else (ISO-1). */
export function notFound(what: string): PatchbayError {
  return new PatchbayError('NOT_FOUND', `There is no such ${what} in this account.`);
}
