import { useState } from 'react';

const BYTES = 16;

/** A random UUID. `crypto.randomUUID` exists on secure origins only; the rest of RFC 9562, 5.4, is two fixed fields. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** One key for each thing that is meant: the same on a retry, another when `intent` changes. */
export function useIntentKey(intent: string): string {
  const [held, hold] = useState(() => ({ intent, key: newKey() }));
  if (held.intent === intent) return held.key;
  const next = { intent, key: newKey() };
  hold(next);
  return next.key;
}
