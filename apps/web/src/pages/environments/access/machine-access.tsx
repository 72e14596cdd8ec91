import { can } from '@patchbay/engine/reservation';
import { useReadOnly } from '../../../api/may.ts';
import type { Environment } from '../../../api/types.ts';
import { accessText } from '../../../messages/access.ts';
import { liveText } from '../../../messages/live.ts';
import { partStatus, slotStatus } from '../../../messages/status.ts';
import type { ShownPart } from '../part-status.ts';
import { PowerButtons } from '../power/power-buttons.tsx';
import type { Power } from '../power/use-power.ts';
import { AccessButtons } from './access-buttons.tsx';
import classes from './access.module.css';
import type { TerminalTabs } from './terminal-tabs.ts';

interface MachineAccessProps {
  environment: Environment;
  part: ShownPart;
  terminals: TerminalTabs;
}

/** The ways to one copy of a machine of this environment. */
export function MachineAccess({ environment, part, terminals }: MachineAccessProps) {
  const readOnly = useReadOnly();
  const { component, idx } = part;
  const several = environment.parts.some((other) => other.component === component && other.idx > 0);
  const name = several ? `${part.name}, ${liveText.copy(idx)}` : part.name;
  const machine = { environmentId: environment.id, component, idx, name };
  return (
    <AccessButtons
      machine={machine}
      ports={part.ports}
      kept={keptFolder(environment, part)}
      reason={readOnly ?? reasonOf(environment, part)}
      onTerminal={() => terminals.open(machine)}
    />
  );
}

function keptFolder({ data }: Environment, { component, idx }: ShownPart): string | null {
  const own = data.filter((each) => each.component === component && each.idx === idx);
  return own.find(({ folder }) => folder !== null)?.folder ?? null;
}

function reasonOf({ state }: Environment, part: ShownPart): string | null {
  if (part.state !== 'running') return accessText.notRunning(partStatus[part.state].word);
  return can.reach(state) ? null : accessText.notRunning(slotStatus[state].word);
}

interface SelectedAccessProps extends Omit<MachineAccessProps, 'part'> {
  parts: readonly ShownPart[];
  component: string | null;
  power: Power;
}

/** The same ways on the drawing, for the machine that is selected there; of several copies the table has the ways to each. */
export function SelectedAccess({ environment, parts, component, terminals, power }: SelectedAccessProps) {
  const copies = parts.filter((part) => part.component === component);
  const [part] = copies;
  if (!part?.machine || (!power.shown && !part.access)) return null;
  const name = copies.length > 1 ? accessText.copies(part.name, copies.length) : part.name;
  return (
    <div className={classes.selected} role="region" aria-label={accessText.selected(part.name)}>
      <strong>{name}</strong>
      {power.shown && <PowerButtons name={name} machines={copies} power={power} />}
      {copies.length === 1 && part.access && (
        <MachineAccess environment={environment} part={part} terminals={terminals} />
      )}
    </div>
  );
}
