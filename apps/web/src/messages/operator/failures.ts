import { RECOVERY } from '@patchbay/engine/sla';
import type { Failure, FailureHit } from '../../api/types.ts';
import { money } from '../../ui/format/money.ts';
import { duration } from '../../ui/format/time.ts';

const machines = (n: number) => (n === 1 ? '1 machine' : `${n} machines`);
const slots = (n: number) => (n === 1 ? '1 slot' : `${n} slots`);
const hosts = (n: number) => (n === 1 ? '1 host' : `${n} hosts`);

export const failureText = {
  inbox: 'Failure inbox',
  show: 'Failures shown',
  onlyOpen: 'Open',
  all: 'All',
  none: 'Nothing has failed',
  noneText:
    'A host that does not answer appears here, with who is hit, what was done, and what it needs from you.',
  noneOpen: 'Nothing is open',
  noneOpenText: 'What has failed is over and put aside. All shows it.',
  hit: 'Hit',
  done: 'Done',
  sla: 'SLA',
  needs: 'Needs',
  nobody: 'nobody',
  aside: 'Put aside',
  asideTold: 'The failure was put aside',
  restore: 'Restore',
  restored: (name: string) => `${name} has power and network again; its hosts are taken back as they answer`,
  details: (n: number) => `What happened to ${slots(n)}`,
  accidents: 'Parts fail by themselves',
  rates: { never: 'Never', seldom: 'Seldom', often: 'Often' },
  ratesText: {
    never: 'Nothing fails unless you make it.',
    seldom: 'Each host fails about every five months; switches, racks and whole sites less often.',
    often: 'Each host fails about every 15 days; switches, racks and whole sites less often.',
  },
  breaking: 'Fail on purpose',
  power: (what: string) => `Cut the power of ${what}`,
  network: (rack: string) => `Fail the switch of rack ${rack}`,
  mend: (what: string) => `Restore ${what}`,
  rack: (name: string, count: number) => `rack ${name}, ${hosts(count)}`,
  site: (name: string, count: number) => `${name}, ${hosts(count)}`,
  broken: (n: number) => `${hosts(n)} will not answer. The failure appears in the inbox within seconds.`,
  mended: (n: number) => `${hosts(n)} can answer again`,
};

export function failureTitle({ scope, name, siteName, hosts: count, endedAt }: Failure): string {
  const what = {
    host: name,
    rack: `Rack ${name} of ${siteName}, ${hosts(count)}`,
    site: `Site ${name}, ${hosts(count)}`,
  }[scope];
  return endedAt === null ? `${what}: no answer` : `${what}: back`;
}

/** Who is hit: channels by name, since the operator sees no designs. */
export function hitText({ hits }: Failure): string {
  if (hits.length === 0) return failureText.nobody;
  const channels = [...new Set(hits.map(({ channel }) => channel))];
  const named = channels.slice(0, 3).join(', ');
  const more = channels.length > 3 ? ` and ${channels.length - 3} more` : '';
  return `${slots(hits.length)} of ${named}${more}`;
}

/** What was done by itself, in the order of how it ended. */
export function doneText({ hits }: Failure): string {
  const count = (outcome: FailureHit['outcome']) => hits.filter((hit) => hit.outcome === outcome).length;
  const moved = hits.filter(({ outcome }) => outcome === 'moved');
  const said = [
    moved.length > 0 &&
      `${machines(moved.reduce((sum, hit) => sum + hit.machines, 0))} of ${slots(moved.length)} moved to ${placesOf(moved)}`,
    count('planned') > 0 && `${slots(count('planned'))} ahead planned elsewhere`,
    count('returned') > 0 && `${slots(count('returned'))} went on when it was back`,
    count('waits') > 0 && `${slots(count('waits'))} waits for it`,
    count('stranded') > 0 && `no room for ${slots(count('stranded'))}, which start again by themselves`,
    count('ended') > 0 && `${slots(count('ended'))} ended before there was room`,
  ].filter((part) => part !== false);
  return said.length === 0 ? 'nothing had to move' : said.join('; ');
}

function placesOf(moved: readonly FailureHit[]): string {
  const names = [...new Set(moved.flatMap(({ to, toSite }) => toSite ?? to))];
  return names.length > 3 ? hosts(names.length) : names.join(', ');
}

export function slaText({ hits }: Failure, currency: string): string {
  const down = hits.filter(({ downSeconds }) => downSeconds !== null && downSeconds > 0);
  const open = hits.filter(({ downSeconds }) => downSeconds === null).length;
  const credit = hits.reduce((sum, { creditMicros }) => sum + creditMicros, 0);
  const longest = Math.max(0, ...down.map(({ downSeconds }) => downSeconds ?? 0));
  const said = [
    open > 0 && `${slots(open)} not delivered at the moment`,
    down.length > 0 && `${duration(longest * 1000)} at most, of ${RECOVERY.withinSeconds} s promised`,
    credit > 0 ? `${money(credit, currency)} credited` : down.length > 0 && 'no credit due',
  ].filter((part) => part !== false);
  return said.length === 0 ? 'untouched' : said.join('; ');
}

export function needsText({ endedAt, scope, hits }: Failure): string {
  const waiting = hits.some(({ outcome }) => outcome === 'stranded' || outcome === 'waits');
  if (endedAt !== null) return waiting ? 'room: some still wait' : 'nothing';
  const where = scope === 'host' ? 'someone at the host' : `someone at the ${scope}`;
  return waiting ? `${where}, soon: some wait for it` : where;
}

/** How one slot fared. */
const hitOutcomes: Record<FailureHit['outcome'], string> = {
  waits: 'waits for it',
  moved: 'moved',
  planned: 'planned elsewhere',
  stranded: 'no room',
  returned: 'went on in place',
  ended: 'ended',
};

export const hitRow = ({ channel, machines: n, outcome, to, toSite, downSeconds }: FailureHit): string =>
  [
    `${channel}, ${machines(n)}`,
    hitOutcomes[outcome] +
      (to.length > 0 ? ` to ${to.join(', ')}` : '') +
      (toSite === null ? '' : ` at ${toSite}`),
    ...(downSeconds === null ? [] : [`${downSeconds} s`]),
  ].join(' · ');
