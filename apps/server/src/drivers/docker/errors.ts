import { DriverError, type DriverErrorCode } from '../driver.ts';

/** The connection never came to be, so nothing happened. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'EACCES',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** It broke on the way: the engine may have done what was asked. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']);

/**
 * What engines say when they refuse, first match wins. A status alone does not tell: Podman answers 500 to most of what
 * Docker has a status of its own for, so texts decide, and only here.
 */
const REFUSALS: readonly (readonly [status: number | null, text: RegExp, code: DriverErrorCode])[] = [
  [null, /no such image|image not known|unable to find image/i, 'image-missing'],
  // Docker: "Pool overlaps with other one"; Podman: "subnet ... is already used on the host or by another config".
  [null, /pool overlaps|is already used (on|by)|already being used by a cni|requested subnet/i, 'conflict'],
  // Docker: "Address already in use"; Podman: "requested ip address ... is already allocated".
  [null, /address already in use|already allocated|ipam error/i, 'conflict'],
  [null, /no space left|cfs_quota_us|range of cpus|cannot allocate memory|disk quota/i, 'capacity'],
  [null, /can only create exec sessions on running|is not running|container state improper/i, 'lost'],
  [null, /already in use|already exists|volume is in use|has active endpoints|being used/i, 'conflict'],
  [null, /no such|not found|does not exist|could not find/i, 'not-found'],
  [400, /./, 'invalid'],
  [401, /./, 'denied'],
  [403, /./, 'denied'],
  [404, /(?:)/, 'not-found'],
  [409, /(?:)/, 'conflict'],
];

interface EngineFault {
  code?: string;
  name?: string;
  message?: string;
  statusCode?: number;
}

/** Whatever a call threw, in the words of the interface. */
export function driverError(cause: unknown, aborted: boolean): DriverError {
  if (cause instanceof DriverError) return cause;
  const { code, name, message = String(cause), statusCode } = (cause ?? {}) as EngineFault;
  if (statusCode !== undefined) {
    const said = message.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
    // A refusal with 4xx did nothing; a 500 may have come halfway.
    return new DriverError(codeOf(statusCode, said), said, statusCode < 500 ? 'not-done' : 'unknown');
  }
  if (aborted || name === 'AbortError' || name === 'TimeoutError')
    return new DriverError('timeout', 'the engine did not answer in time', 'unknown');
  if (code !== undefined && NEVER_CONNECTED.has(code))
    return new DriverError('unreachable', `no engine answers (${code})`, 'not-done');
  if ((code !== undefined && BROKEN.has(code)) || /socket hang up|aborted/i.test(message))
    return new DriverError('unreachable', 'the connection to the engine broke', 'unknown');
  return new DriverError('engine', message, 'unknown');
}

function codeOf(status: number, said: string): DriverErrorCode {
  const row = REFUSALS.find(([wanted, text]) => (wanted === null || wanted === status) && text.test(said));
  return row?.[2] ?? 'engine';
}

/** Undefined where the object of the call is absent. */
export async function unlessAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof DriverError && ['not-found', 'image-missing'].includes(cause.code)) return undefined;
    throw cause;
  }
}
