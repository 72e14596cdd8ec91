import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '@patchbay/server/app-router';
import type { Machine } from './machine.ts';

export interface Progress {
  readonly done: number;
  /** Null when nobody knows before the end. */
  readonly all: number | null;
}

interface Transfer {
  readonly machine: Machine;
  readonly path: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export const MAX_UPLOAD = 1024 ** 3;

const MAX_PATH = 1024;
const MAX_NAME = 255;

/** The server's own rule for paths, so that a wrong one is said before anything is sent. */
export function pathProblem(path: string): 'invalid' | 'long' | null {
  const [first, ...names] = path.split('/');
  const plain = names.every((name) => name !== '' && name !== '.' && name !== '..');
  if (first !== '' || names.length === 0 || !plain) return 'invalid';
  return size(path) > MAX_PATH || names.some((name) => size(name) > MAX_NAME) ? 'long' : null;
}

/** In bytes, as a machine counts. */
function size(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** XMLHttpRequest, because `fetch` does not tell how much of a body has been sent. */
export function upload({ machine, path, signal, onProgress }: Transfer, file: File): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', addressOf(machine, path));
    request.upload.addEventListener('progress', ({ loaded }) => onProgress({ done: loaded, all: file.size }));
    request.addEventListener('load', () =>
      request.status === 200 ? resolve() : reject(failure(request.responseText)),
    );
    request.addEventListener('error', () => reject(failure('')));
    request.addEventListener('abort', () => resolve());
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** Fetches what is at a path and hands it to the browser to keep; null when it was stopped. */
export async function download({ machine, path, signal, onProgress }: Transfer): Promise<void> {
  const response = await fetch(addressOf(machine, path), { signal }).catch(() => null);
  if (signal.aborted) return;
  if (!response?.ok || !response.body) throw failure((await response?.text()) ?? '');
  const length = response.headers.get('content-length');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const reader = response.body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value);
      done += next.value.length;
      onProgress({ done, all: length === null ? null : Number(length) });
    }
  } catch {
    if (signal.aborted) return;
    throw failure('');
  }
  keep(new Blob(chunks), nameIn(response.headers.get('content-disposition')));
}

function keep(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function nameIn(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return encoded ? decodeURIComponent(encoded) : 'download';
}

function addressOf({ environmentId, component, idx }: Machine, path: string): string {
  return `/api/files?${new URLSearchParams({ environment: environmentId, component, idx: String(idx), path })}`;
}

/** The same errors as those of procedures, since the server answers with the same shape. */
function failure(body: string): TRPCClientError<AppRouter> {
  try {
    return TRPCClientError.from(JSON.parse(body) as object as Error);
  } catch {
    return TRPCClientError.from(new Error('no answer'));
  }
}
