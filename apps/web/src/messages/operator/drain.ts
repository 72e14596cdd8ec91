import { RECOVERY } from '@patchbay/engine/sla';
import type { Leaving } from '../../api/types.ts';

const machines = (n: number) => (n === 1 ? '1 machine' : `${n} machines`);
const slots = (n: number) => (n === 1 ? '1 slot' : `${n} slots`);

export const drainText = {
  open: 'Drain…',
  title: (host: string) => `Drain ${host}`,
  lead: 'Nothing new is placed on it, and what is booked on it moves to other hosts of its site now.',
  empty: 'Nothing is booked on this host. Draining only keeps new work away.',
  channel: 'Channel',
  when: 'Slot',
  machines: 'Machines',
  to: 'Moves to',
  without: 'Without, s',
  runs: 'runs',
  ahead: 'ahead',
  none: '–',
  stays: { full: 'stays: no other host has room', real: 'stays: its data is on this host' },
  kept: 'Names, addresses and data on disks of their own are kept; what runs is made anew, and nothing is charged for the time.',
  more: (n: number) => `The first ${n} are shown; drain again for the rest.`,
  cancel: 'Leave it',
  cordon: 'Only keep new work away',
  cordoned: (host: string) => `${host} takes no new work; what is booked on it stays`,
  told: (host: string, n: number) => `${host} is drained: ${slots(n)} moved`,
  changed: {
    title: 'What would move has changed',
    text: 'Nothing was moved. Look at what would move now, and drain again.',
  },
};

export const drainButton = (moves: readonly Leaving[]): string => {
  const n = moves.reduce((sum, one) => sum + (one.to === null ? 0 : one.machines), 0);
  return n === 0 ? 'Take no new work' : `Drain ${machines(n)}`;
};

/** What it comes to, in one line. */
export function drainSum(moves: readonly Leaving[], amount: (micros: number) => string): string {
  const moving = moves.filter(({ to }) => to !== null);
  const staying = moves.length - moving.length;
  const credit = moves.reduce((sum, one) => sum + one.creditMicros, 0);
  return [
    `${slots(moving.length)} ${moving.length === 1 ? 'moves' : 'move'}`,
    staying === 0
      ? 'none stays'
      : `${slots(staying)} ${staying === 1 ? 'stays until it is' : 'stay until they are'} over`,
    credit === 0
      ? `each within the ${RECOVERY.withinSeconds} s promised, SLA cost ${amount(0)}`
      : `SLA cost ${amount(credit)}`,
  ].join(', ');
}
