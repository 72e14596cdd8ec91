import { can, isOver } from '@patchbay/engine/reservation';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import { useReadOnly } from '../../../api/may.ts';
import type { Environment } from '../../../api/types.ts';
import { powerText } from '../../../messages/live/power.ts';
import { partStatus } from '../../../messages/status.ts';
import type { ShownPart } from '../part-status.ts';

export type Switch = 'off' | 'on' | 'restart';

export interface Power {
  /** Whether there is anything to switch: not before the slot begins, and not after it. */
  readonly shown: boolean;
  /** Why nobody can switch anything now; null when they can. */
  readonly reason: string | null;
  readonly error: unknown;
  readonly switchTo: (to: Switch, machines: readonly ShownPart[]) => void;
}

export function usePower({ id, state, waitsFor }: Pick<Environment, 'id' | 'state' | 'waitsFor'>): Power {
  const readOnly = useReadOnly();
  const change = useMutation({
    ...trpc.environments.switchMachines.mutationOptions(),
    onSuccess: (_, { to, machines }) => notifications.show({ message: powerText.done[to](machines.length) }),
  });
  return {
    shown: state !== 'scheduled' && !isOver(state),
    reason: readOnly ?? reasonOf(can.switchMachines(state) && waitsFor === null, change.isPending),
    error: change.error,
    switchTo: (to, machines) =>
      change.mutate({
        id,
        to,
        machines: machines
          .filter(({ state: now }) => STATES[to].has(now))
          .map(({ component, idx }) => ({ component, idx })),
      }),
  };
}

function reasonOf(running: boolean, pending: boolean): string | null {
  if (!running) return powerText.notRunning;
  return pending ? powerText.pending : null;
}

/** The states that lead on to each. */
const STATES: Record<Switch, ReadonlySet<ShownPart['state']>> = {
  off: new Set(['running', 'starting', 'lost']),
  on: new Set(['stopped', 'stopping']),
  restart: new Set(['running', 'starting', 'stopped', 'lost']),
};

/** Why none of the machines can be switched so: they are so already, or on their way. Null when at least one can. */
export function obstacle(to: Switch, machines: readonly ShownPart[]): string | null {
  const [first] = machines;
  if (!first || machines.some(({ state }) => STATES[to].has(state))) return null;
  if (first.state === 'stopped') return powerText.isOff;
  if (first.state === 'running') return powerText.isOn;
  return powerText.changing(partStatus[first.state].word);
}
