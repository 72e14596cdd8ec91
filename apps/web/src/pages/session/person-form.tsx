import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Sentences } from '../../messages/errors.ts';
import { sessionText } from '../../messages/session.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { PasswordField, passwordProblem } from '../../ui/form/password-field.tsx';
import { EmailField, emailProblem } from './session-fields.tsx';
import classes from './session.module.css';

interface PersonFormProps {
  /** What the button says. */
  action: string;
  pending: boolean;
  error: unknown;
  instead: Sentences;
  onSubmit: (person: { name: string; email: string; password: string }) => void;
  /** Called in place of it where a field says what is missing: what the server said before counts no more. */
  onProblem: () => void;
}

/** Who somebody is who has not been here before. */
export function PersonForm({ action, pending, error, instead, onSubmit, onProblem }: PersonFormProps) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || emailProblem(email) || passwordProblem(password)) onProblem();
    else onSubmit({ name: name.trim(), email: email.trim(), password });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={sessionText.name}
        name="name"
        autoComplete="name"
        maxLength={200}
        required
        withAsterisk={false}
        autoFocus
        value={name}
        error={tried && !name.trim() ? sessionText.nameMissing : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <EmailField value={email} onChange={setEmail} error={tried ? emailProblem(email) : undefined} />
      <PasswordField
        label={sessionText.password}
        fresh
        value={password}
        onChange={setPassword}
        error={tried ? passwordProblem(password) : undefined}
      />
      {error !== null && error !== undefined && <ErrorNotice error={error} instead={instead} />}
      <Button type="submit" fullWidth loading={pending}>
        {action}
      </Button>
    </form>
  );
}
