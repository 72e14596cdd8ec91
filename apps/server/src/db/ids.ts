import { createHash } from 'node:crypto';
import { env } from '../env.ts';

/** A new id such as `des_4f1c...`; the prefix says what it names. */
export function newId(prefix: string): string {
  return `${prefix}_${env.uuid().replaceAll('-', '')}`;
}

/** SHA-256 of a value's JSON with sorted keys, in hex: equal values have equal hashes. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(stableJson(value)).digest('hex');
}

function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${stableJson(v)}`).join(',')}}`;
}
