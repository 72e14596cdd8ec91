/** What the log says of an error: what went wrong and where, never the values that it went wrong with. */
export interface ErrorFacts {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Of a statement that failed. */
  readonly query?: string;
  readonly constraint?: string;
  readonly at?: readonly string[];
  readonly cause?: ErrorFacts;
}

/** Causes within causes are followed this far, and so many places of a stack are kept. */
const DEPTH = 5;
const PLACES = 12;
const MAX_TEXT = 1000;

/** What libraries put on their errors. */
interface Said extends Error {
  readonly code?: unknown;
  readonly query?: unknown;
  readonly constraint_name?: unknown;
}

export function factsOf(error: unknown, depth = DEPTH): ErrorFacts {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no error was thrown' };
  const { code, query, constraint_name: constraint } = error as Said;
  const at = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: withoutValues(error.message, code),
    ...(typeof code === 'string' && { code }),
    ...(typeof query === 'string' && { query: query.slice(0, MAX_TEXT) }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(at && { at: at.slice(0, PLACES).map((line) => line.trim()) }),
    ...(error.cause !== undefined && depth > 1 && { cause: factsOf(error.cause, depth - 1) }),
  };
}

/**
 * The query builder puts the values of a statement into its message, and the database those that it could not read
 * (SQLSTATE class 22).
 */
export function withoutValues(message: string, code?: unknown): string {
  const [text = ''] = message.split('\nparams: ');
  const plain = typeof code === 'string' && /^22...$/.test(code) ? text.replace(/: ".*$/s, '') : text;
  return plain.slice(0, MAX_TEXT);
}
