/** What any page may have to say about how it is itself: old, without a server, or not for whoever looks at it. */
export const statesText = {
  asOf: (time: string) => `Data as of ${time}`,
  old: (time: string) => `Old data, as of ${time}`,
  offlineTitle: 'No connection',
  offlineText: (time: string | null, waiting: number) =>
    [
      time === null ? null : `What you see was so at ${time}.`,
      waiting === 0
        ? null
        : waiting === 1
          ? 'One change of yours waits in this tab and is saved by itself.'
          : `${waiting} changes of yours wait in this tab and are saved by themselves.`,
      'What costs money waits until there is a connection.',
    ]
      .filter((part) => part !== null)
      .join(' '),
  offlineMoney: 'There is no connection: nothing can be booked, changed or paid until there is one.',
  notUpdatedTitle: 'This could not be brought up to date',
  notUpdatedText: (time: string, why: string) => `What you see was so at ${time}. ${why}`,
  readOnly: (owners: readonly string[]) => `Your role can look, not change. ${whomToAsk(owners)}`,
  ownersOnly: (owners: readonly string[]) => `This is for owners of the account. ${whomToAsk(owners)}`,
};

function whomToAsk(owners: readonly string[]): string {
  if (owners.length === 0) return 'An owner can change your role.';
  const last = owners.at(-1) ?? '';
  return `Ask ${owners.length === 1 ? last : `${owners.slice(0, -1).join(', ')} or ${last}`} to change your role.`;
}
