import { AsyncLocalStorage } from 'node:async_hooks';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type { Logger } from 'pino';
import type { Databases } from '../../db/databases.ts';
import { withoutValues } from '../../log/error-facts.ts';
import { account, session, user, verification } from './tables.ts';

const DAY_SECONDS = 86_400;

/** Catches the token of a reset that an operator asked for; no mail is sent. */
export const resetTokens = new AsyncLocalStorage<{ token?: string }>();

/**
 * Identity and sessions only; memberships and roles are ours. The library's own HTTP routes are not mounted:
 * everything goes through procedures, with their policies and limits.
 */
export function createAuth(db: Databases, options: { secret: string; baseUrl: string; log: Logger }) {
  return betterAuth({
    secret: options.secret,
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message, ...more: unknown[]) => {
        const err = more.find((one) => one instanceof Error);
        options.log[level]({ err }, `sign-in library: ${withoutValues(message)}`);
      },
    },
    database: drizzleAdapter(db.identity.db, {
      provider: 'pg',
      schema: { user, session, account, verification },
      transaction: false,
    }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: DAY_SECONDS,
      sendResetPassword: ({ token }) => {
        const caught = resetTokens.getStore();
        if (caught) caught.token = token;
        return Promise.resolve();
      },
    },
    session: { expiresIn: 14 * DAY_SECONDS, updateAge: DAY_SECONDS },
    // Calls come from our own procedures, which have their own limits (take_tokens).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'patchbay',
      useSecureCookies: options.baseUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
