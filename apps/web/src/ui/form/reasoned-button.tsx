import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import { useId, type ComponentPropsWithRef } from 'react';

interface ReasonedButtonProps extends ButtonProps, Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> {
  /** Why it does nothing now; null when it does something. */
  readonly reason: string | null;
}

/** A button that stays where it is when it cannot be used, keeps the focus, and says why: to the pointer, the focus and to whoever listens. */
export function ReasonedButton({
  reason,
  disabled,
  onClick,
  type = 'button',
  ...props
}: ReasonedButtonProps) {
  const id = useId();
  const stopped = reason !== null;
  return (
    <>
      <Tooltip label={reason} disabled={!stopped} multiline maw={320}>
        <Button
          {...props}
          // A form that is not to be sent has no button that sends it.
          type={stopped ? 'button' : type}
          // What is disabled has no focus to say anything to: that is for what is explained beside it.
          disabled={disabled && !stopped}
          data-disabled={stopped || disabled || undefined}
          aria-disabled={stopped || props['aria-disabled'] || undefined}
          aria-describedby={stopped ? id : props['aria-describedby']}
          onClick={stopped ? undefined : onClick}
        />
      </Tooltip>
      {stopped && (
        <span id={id} hidden>
          {reason}
        </span>
      )}
    </>
  );
}
