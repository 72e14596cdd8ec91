import { can } from '@patchbay/engine/reservation';
import { useMe } from '../../../api/session.ts';
import type { Environment, Part } from '../../../api/types.ts';
import { accessText } from '../../../messages/access.ts';
import { liveText } from '../../../messages/live.ts';
import { partStatus, slotStatus } from '../../../messages/status.ts';
import { AccessButtons } from './access-buttons.tsx';
import type { TerminalTabs } from './terminal-tabs.ts';

interface MachineAccessProps {
  environment: Environment;
  part: Part;
  terminals: TerminalTabs;
}

/** The ways to one copy of a machine of this environment. */
export function MachineAccess({ environment, part, terminals }: MachineAccessProps) {
  const { account } = useMe();
  const { component, idx } = part;
  const several = environment.parts.some((other) => other.component === component && other.idx > 0);
  const name = several ? `${part.name}, ${liveText.copy(idx)}` : part.name;
  const machine = { environmentId: environment.id, component, idx, name };
  return (
    <AccessButtons
      machine={machine}
      ports={part.ports}
      reason={account?.role === 'viewer' ? accessText.viewer : reasonOf(environment, part)}
      onTerminal={() => terminals.open(machine)}
    />
  );
}

function reasonOf({ state }: Environment, part: Part): string | null {
  if (part.state !== 'running') return accessText.notRunning(partStatus[part.state].word);
  return can.reach(state) ? null : accessText.notRunning(slotStatus[state].word);
}
