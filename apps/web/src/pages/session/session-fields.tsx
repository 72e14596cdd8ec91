import { PasswordInput, TextInput } from '@mantine/core';
import { sessionText } from '../../messages/session.ts';

/** The server's bounds on a password (inputs.ts). */
const MIN_PASSWORD = 10;
const MAX_PASSWORD = 128;

interface FieldProps {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  autoFocus?: boolean;
}

export function EmailField({ value, onChange, error, autoFocus = false }: FieldProps) {
  return (
    <TextInput
      label={sessionText.email}
      type="email"
      name="email"
      autoComplete="username"
      inputMode="email"
      maxLength={200}
      required
      withAsterisk={false}
      autoFocus={autoFocus}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function PasswordField(props: FieldProps & { label: string; fresh: boolean }) {
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
      value={props.value}
      error={props.error}
      visibilityToggleButtonProps={{ 'aria-label': sessionText.showPassword, tabIndex: 0 }}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function emailProblem(email: string): string | undefined {
  return EMAIL.test(email.trim()) ? undefined : sessionText.emailWrong;
}

export function passwordProblem(password: string): string | undefined {
  return password.length >= MIN_PASSWORD ? undefined : sessionText.passwordShort(MIN_PASSWORD);
}
