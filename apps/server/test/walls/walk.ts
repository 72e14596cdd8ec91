import type { Policy } from '../../src/trpc.ts';
import type { Procedure } from '../procedures.ts';
import { inputFor } from '../walker-inputs.ts';
import { CANARY, SEES, type Actor, type Tenant, type Tenants } from './tenants.ts';

const POLICIES: readonly Policy[] = ['public', 'person', 'viewer', 'designer', 'owner', 'operator'];
/** The strictest policy that each gets past in the account that they act for, which need not be the first tenant's. */
const PASSES: Record<Actor, Policy> = {
  anonymous: 'public',
  expired: 'public',
  'signed out': 'public',
  'other viewer': 'viewer',
  viewer: 'viewer',
  designer: 'designer',
  owner: 'owner',
  'other owner': 'owner',
  removed: 'owner',
  operator: 'operator',
};

export function isAdmitted(actor: Actor, { policy = 'public' }: Procedure): boolean {
  return POLICIES.indexOf(PASSES[actor]) >= POLICIES.indexOf(policy);
}

export interface Answer {
  readonly status: number;
  /** Null where it is no refusal. */
  readonly code: string | null;
  readonly message: string | null;
  /** All that came back, headers too. */
  readonly text: string;
}

/** What an actor is answered. Of a stream, the first that it says. */
export async function ask(
  { actors, world }: Tenants,
  actor: Actor,
  { path, form }: Procedure,
  input: unknown,
): Promise<Answer> {
  // Signing up, in or out makes somebody else of whoever does it.
  const who = path.startsWith('session.sign') ? world.nobody() : actors[actor];
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  if (form === 'mutation')
    return answered(
      await who.fetch(`/api/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input ?? {}),
      }),
    );
  return answered(await who.fetch(`/api/trpc/${path}${query}`));
}

export async function answered(response: Response): Promise<Answer> {
  const text = await bodyOf(response);
  const error = /"message":"((?:[^"\\]|\\.)*)".*?"patchbay":\{"code":"([A-Z_]+)"/.exec(text);
  const headers = JSON.stringify([...response.headers]);
  const [, message = null, code = null] = error ?? [];
  return { status: response.status, code, message, text: `${headers}\n${text}` };
}

/** A stream has no end of its own, so it is left once it has said something. */
async function bodyOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  let text = '';
  for await (const chunk of (response.body as ReadableStream<Uint8Array>).pipeThrough(
    new TextDecoderStream(),
  )) {
    text += chunk;
    if (/^data: \{"?.+\n\n/m.test(text.replace(/^event: connected\ndata: .*\n\n/m, ''))) break;
  }
  return text;
}

/** Who asks here reads again what they sent, forged ids as well: only what they cannot have sent counts. */
const OWN_WORDS = new Set(['audit.list']);

/** Marks of tenants in what somebody was answered who may not see them. */
export function leaksOf(
  { marks }: Pick<Tenants, 'marks'>,
  actor: Actor,
  { text, path = '' }: Pick<Answer, 'text'> & { path?: string },
) {
  const seen = text.toLowerCase();
  return (Object.keys(CANARY) as Tenant[])
    .filter((tenant) => SEES[actor] !== tenant)
    .flatMap((tenant) => (OWN_WORDS.has(path) ? [CANARY[tenant]] : marks[tenant]))
    .filter((mark) => seen.includes(mark.toLowerCase()));
}

/** Which id of the first tenant takes the place of one that names nothing. */
const FORGED: Readonly<Record<string, string>> = {
  des_none: 'designId',
  abs_none: 'abstractionId',
  slot_none: 'slotId',
  res_none: 'reservationId',
  host_none: 'hostId',
  ch_none: 'channelId',
  nobody: 'personId',
  'a-none-1': 'versionType',
};

/**
 * What somebody sends. Their own tenant's canary is in every text; who does not belong to the first tenant names its things
 * in every field that names anything.
 */
export function inputOf({ ids }: Tenants, actor: Actor, path: string): unknown {
  const tenant = SEES[actor];
  const input = inputFor(path, ids, tenant ? CANARY[tenant] : 'walked');
  if (tenant === 'first' || actor === 'operator') return input;
  return replaced(input, (text) => {
    const name = FORGED[text];
    return name === undefined ? text : (ids[name] ?? text);
  });
}

/** The same with ids that nothing has, each of the form of what it stands for. */
export function withUnknownIds({ ids }: Tenants, input: unknown): unknown {
  const known = new Set(NAMING.map((name) => ids[name]));
  return replaced(input, (text) => (known.has(text) ? text.replace(/[^_-]{6}(-\d+)?$/, 'ffffff$1') : text));
}

/** Ids of what belongs to a tenant, as procedures are given them. */
const NAMING = [
  'designId',
  'abstractionId',
  'versionType',
  'reservationId',
  'slotId',
  'environmentId',
  'invoiceId',
  'personId',
];
export function namesSomething({ ids }: Tenants, input: unknown): boolean {
  const text = JSON.stringify(input) ?? '';
  return NAMING.some((name) => text.includes(`"${ids[name]}"`));
}

function replaced(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => replaced(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, change)]));
}
