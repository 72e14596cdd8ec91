import type { KeptData } from '../api/types.ts';
import type { Sentences } from './errors.ts';
import { keptList, KEPT_FOR } from './kept.ts';

/** Copies of an environment's data that do not count. */
export const spareText = {
  title: (host: string) => `Spare copy of its data on ${host}`,
  /** What it is, and how large the drawn disks in it are. */
  names: (data: readonly KeptData[], capacityGiB: number) => {
    const names = data.length > 0 ? keptList(data) : 'data of parts that are not drawn any more';
    return capacityGiB > 0 ? `${names}; ${capacityGiB} GiB of disks` : names;
  },
  asOf: (names: string, time: string) => `${names}, as of ${time}.`,
  facts: (since: string, until: string) => `As of ${since}. Deleted ${until}, unless you use it before.`,
  silent: (host: string) => `It can be used once ${host} answers again.`,
  notNow: 'It can be used between slots.',
  choose: 'Use this copy',
  remove: 'Delete copy',
  leave: 'Leave it',
  chooseTitle: (host: string) => `Use the spare copy on ${host}?`,
  chooseText: (host: string) => `From the next start on the environment runs on ${host}, with this data.`,
  chooseBooked: (host: string) => `What is booked already moves to ${host} as well.`,
  chooseOther: `What counts now stays where it is as a spare copy for ${KEPT_FOR}; until then you can come back to it.`,
  deleteTitle: (host: string) => `Delete the spare copy on ${host}?`,
  deleteText: 'It is deleted for good. The data that counts now stays as it is.',
};

const REFUSALS: Record<string, { title: string; text: string }> = {
  'under-way': {
    title: 'A slot is under way',
    text: 'Its data is in use. Nothing was changed; choose the spare copy once the slot is over.',
  },
  silent: {
    title: 'The host of this copy does not answer',
    text: 'Nothing was changed. Choose the spare copy once its host is back.',
  },
  'no-room': {
    title: 'The host of this copy cannot take the slot that is booked',
    text: 'It has no room at that time, or takes nothing new. Nothing was changed; release that slot first.',
  },
};

/** Why a spare copy was not chosen. */
export function spareErrors(issues: readonly string[]): Sentences {
  const why = issues.map((issue) => REFUSALS[issue]).find((each) => each !== undefined);
  return why ? { CONFLICT: why } : {};
}
