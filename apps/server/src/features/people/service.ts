import type { App } from '../../context.ts';
import { env } from '../../env.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as members from '../members/service.ts';
import { resetTokens } from '../session/auth.ts';
import * as directory from '../session/directory.ts';
import type { PersonDto, ResetLinkDto } from './dto.ts';

const DAY_MS = 86_400_000;

export async function list(app: App): Promise<PersonDto[]> {
  return app.db.platform.tx(null, async (tx) => {
    const [persons, operators, accounts] = [
      await directory.allPersons(tx),
      await members.operatorIds(tx),
      await members.allAccounts(tx),
    ];
    return persons.map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      operator: operators.has(person.id),
      accounts: accounts
        .filter((row) => row.personId === person.id)
        .map(({ name, role }) => ({ name, role })),
      createdAt: person.createdAt.toISOString(),
    }));
  });
}

/** A one-time link with which a person sets a new password. No mail is sent: the operator hands it over. */
export async function issueResetLink(app: App, personId: string): Promise<ResetLinkDto> {
  const person = await directory.personById(app, personId);
  if (!person) throw notFound('person');
  const caught: { token?: string } = {};
  await resetTokens.run(caught, () => app.auth.api.requestPasswordReset({ body: { email: person.email } }));
  if (!caught.token) throw new PatchbayError('INTERNAL', 'No reset link could be made.');
  return {
    path: `/reset?token=${encodeURIComponent(caught.token)}`,
    expiresAt: new Date(env.now() + DAY_MS).toISOString(),
  };
}
