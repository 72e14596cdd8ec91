import type { Context } from '../../context.ts';
import { PatchbayError } from '../../errors.ts';
import type { Place } from '../environments/machines.ts';
import type { LogsDto, PageUrlDto } from './dto.ts';
import { issue } from './grants.ts';
import { labelOf, originOf } from './page-names.ts';
import { reach, readable, visitorOf } from './right.ts';
import { within } from './within.ts';

/** Where a ticket is taken, on the host name of the machine's port. */
export const TICKET_PATH = '/.well-known/patchbay-ticket';

const LOG = { lines: 200, bytes: 256 * 1024 };
const LOGS_MS = 10_000;

export async function openPort(
  { app, headers }: Context,
  { port, ...place }: Place & { port: number },
): Promise<PageUrlDto> {
  if (!app.pages)
    throw new PatchbayError(
      'CONFLICT',
      'This server has no host names for the pages of machines. Its operator can give it some.',
    );
  const reached = await reach(app, await visitorOf(app, headers), place);
  const ticket = await issue(app, reached, port);
  return { url: `${originOf(app.pages, labelOf(place, port))}${TICKET_PATH}?ticket=${ticket}` };
}

export async function logs({ app, headers, signal }: Context, place: Place): Promise<LogsDto> {
  const { access, host, key } = await reach(app, await visitorOf(app, headers), place);
  try {
    const text = await within(LOGS_MS, (bounded) => access.logs(host, key, LOG, { signal: bounded }), signal);
    return { text };
  } catch (error) {
    throw readable(error);
  }
}
