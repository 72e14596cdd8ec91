import type { KeptData } from '../api/types.ts';
import { keptList, KEPT_FOR } from './kept.ts';

/** Copies of an environment's data that do not count. */
export const olderText = {
  title: (host: string) => `Another copy of its data is on ${host}`,
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
  chooseTitle: (host: string) => `Use the copy on ${host}?`,
  chooseText: (host: string) => `From the next start on the environment runs on ${host}, with this data.`,
  chooseBooked: (host: string) => `The slot that is booked already moves to ${host} as well.`,
  chooseOther: `What counts now is left where it is for ${KEPT_FOR}; until then you can come back to it.`,
  deleteTitle: (host: string) => `Delete the copy on ${host}?`,
  deleteText: 'It is deleted for good. The data that counts now stays as it is.',
  refused: {
    title: 'This copy cannot be used now',
    text: 'A slot is under way, the host does not answer, or it has no room for a slot that is booked. Nothing was changed.',
  },
};
