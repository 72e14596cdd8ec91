import { ActionIcon, Button } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { powerText } from '../../../messages/live/power.ts';
import { Reason } from '../access/reason.tsx';
import type { ShownPart } from '../part-status.ts';
import { obstacle, type Power, type Switch } from './use-power.ts';
import classes from './power.module.css';

const ICONS = { off: IconPlayerStop, on: IconPlayerPlay, restart: IconRefresh };
const NAMES: Record<Switch, (name: string) => string> = {
  off: powerText.offOf,
  on: powerText.onOf,
  restart: powerText.restartOf,
};

interface PowerButtonsProps {
  /** What the machines are called together. */
  readonly name: string;
  readonly machines: readonly ShownPart[];
  readonly power: Power;
  /** With words beside the signs, and all three of them. */
  readonly worded?: boolean;
}

/** Stop or start, and restart. What cannot be done now stays, and says why. */
export function PowerButtons({ name, machines, power, worded = false }: PowerButtonsProps) {
  const alone: readonly Switch[] = obstacle('on', machines) === null ? ['on'] : ['off'];
  const shown: readonly Switch[] = worded ? ['off', 'on', 'restart'] : [...alone, 'restart'];
  return (
    <div role="group" aria-label={powerText.group(name)} className={classes.buttons}>
      {shown.map((to, n) => {
        const reason = power.reason ?? obstacle(to, machines);
        const Icon = ICONS[to];
        const common = {
          variant: 'default',
          'aria-label': NAMES[to](name),
          'data-disabled': reason !== null || undefined,
          'aria-disabled': reason !== null || undefined,
          onClick: reason === null ? () => power.switchTo(to, machines) : undefined,
        } as const;
        // By place: what was pressed to stop keeps the focus as it becomes what starts.
        return worded ? (
          <Reason key={n} reason={reason}>
            <Button {...common} size="xs" leftSection={<Icon size={14} aria-hidden />}>
              {powerText[to]}
            </Button>
          </Reason>
        ) : (
          <Reason key={n} reason={reason} label={powerText[to]}>
            <ActionIcon {...common} size={28}>
              <Icon size={14} aria-hidden />
            </ActionIcon>
          </Reason>
        );
      })}
    </div>
  );
}
