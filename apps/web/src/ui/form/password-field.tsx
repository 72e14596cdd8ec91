import { PasswordInput } from '@mantine/core';
import { sessionText } from '../../messages/session.ts';

/** The server's bounds on a password (inputs.ts). */
const MIN_PASSWORD = 10;
const MAX_PASSWORD = 128;

interface PasswordFieldProps {
  label: string;
  /** A new one, rather than the one there is. */
  fresh: boolean;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  autoFocus?: boolean;
}

export function PasswordField(props: PasswordFieldProps) {
  return (
    <PasswordInput
      label={props.label}
      name={props.fresh ? 'new-password' : 'password'}
      autoComplete={props.fresh ? 'new-password' : 'current-password'}
      description={props.fresh ? sessionText.passwordHint(MIN_PASSWORD) : undefined}
      maxLength={MAX_PASSWORD}
      required
      withAsterisk={false}
      autoFocus={props.autoFocus ?? false}
      // A dialog focuses what bears this, and else its first button.
      data-autofocus={props.autoFocus || undefined}
      value={props.value}
      error={props.error}
      visibilityToggleButtonProps={{ 'aria-label': sessionText.showPassword, tabIndex: 0 }}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

export function passwordProblem(password: string): string | undefined {
  return password.length >= MIN_PASSWORD ? undefined : sessionText.passwordShort(MIN_PASSWORD);
}
