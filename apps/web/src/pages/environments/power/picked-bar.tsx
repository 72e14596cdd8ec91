import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { powerText } from '../../../messages/live/power.ts';
import type { Picked } from './picked.ts';
import { PowerButtons } from './power-buttons.tsx';
import type { Power } from './use-power.ts';
import classes from './power.module.css';

/** What can be done with the machines that were chosen. */
export function PickedBar({ picked, power }: { picked: Picked; power: Power }) {
  const name = powerText.picked(picked.machines.length);
  return (
    <div className={classes.bar} role="status">
      <strong>{name}</strong>
      <PowerButtons name={name} machines={picked.machines} power={power} worded />
      <ActionIcon
        variant="subtle"
        size={28}
        aria-label={powerText.clear}
        onClick={({ currentTarget }) => {
          // This bar goes; what chooses all of them is where choosing starts anew.
          currentTarget.closest('section')?.querySelector<HTMLElement>('thead input')?.focus();
          picked.clear();
        }}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
      <span>{powerText.reserved}</span>
    </div>
  );
}
