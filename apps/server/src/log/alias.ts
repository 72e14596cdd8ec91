import { createHmac } from 'node:crypto';

/**
 * Names for what is not to be written down: equal texts have equal names, and whoever lacks the server's secret can neither
 * tell nor try out what a name stands for. HMAC-SHA-256 (RFC 2104), its first 64 bits in hex.
 */
export function aliases(secret: string): (text: string) => string {
  return (text) => createHmac('sha256', secret).update(`alias ${text}`).digest('hex').slice(0, 16);
}
