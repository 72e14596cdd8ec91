import { useQuery } from '@tanstack/react-query';
import { statesText } from '../messages/frame/states.ts';
import { trpc } from './client.ts';
import { useConnection } from './connection.ts';
import { useMe } from './session.ts';

/** Why whoever is signed in may change nothing that the account has, and whom to ask; null when they may. */
export function useReadOnly(): string | null {
  const { account } = useMe();
  const reading = account === null || account.role === 'viewer';
  const owners = useOwners(reading);
  return reading ? statesText.readOnly(owners) : null;
}

/** Why whoever is signed in may not do what takes an owner, and whom to ask; null when they may. */
export function useOwnersOnly(): string | null {
  const other = useMe().account?.role !== 'owner';
  const owners = useOwners(other);
  return other ? statesText.ownersOnly(owners) : null;
}

/** Why nothing that costs or saves money can be done now; null when it can. Whether one may at all comes first. */
export function useNoSpending(): string | null {
  const readOnly = useReadOnly();
  const offline = useOffline();
  return readOnly ?? offline;
}

/** Why nothing can be done that takes the server; null while there is a connection. */
export function useOffline(): string | null {
  return useConnection().up ? null : statesText.offlineMoney;
}

/** Names of who can change a role, asked for by those who have to ask them. */
function useOwners(wanted: boolean): readonly string[] {
  const { account } = useMe();
  const { data } = useQuery({
    ...trpc.members.list.queryOptions(),
    enabled: wanted && account !== null,
    staleTime: Infinity,
  });
  return (data ?? []).filter(({ role }) => role === 'owner').map(({ name }) => name);
}
