import { TextInput } from '@mantine/core';
import { sessionText } from '../../messages/session.ts';

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

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function emailProblem(email: string): string | undefined {
  return EMAIL.test(email.trim()) ? undefined : sessionText.emailWrong;
}
