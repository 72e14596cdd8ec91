import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { sessionText } from '../../messages/session.ts';
import { paths } from '../../paths.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { SessionCard } from './session-card.tsx';
import { PasswordField, passwordProblem } from '../../ui/form/password-field.tsx';
import classes from './session.module.css';

/** Opened by the link that an operator issued. */
export function ResetPage() {
  const [query] = useSearchParams();
  const token = query.get('token');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const reset = useMutation(trpc.session.resetPassword.mutationOptions());
  const toSignIn = (
    <Button component={Link} to={paths.signIn()} fullWidth>
      {sessionText.signIn}
    </Button>
  );
  if (!token)
    return (
      <SessionCard title={sessionText.resetNoTokenTitle} lead={sessionText.resetNoToken}>
        {toSignIn}
      </SessionCard>
    );
  if (reset.isSuccess)
    return (
      <SessionCard title={sessionText.resetDoneTitle} lead={sessionText.resetDone}>
        {toSignIn}
      </SessionCard>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (passwordProblem(password)) reset.reset();
    else reset.mutate({ token, password });
  };
  return (
    <SessionCard title={sessionText.resetTitle} lead={sessionText.resetLead}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <PasswordField
          label={sessionText.newPassword}
          fresh
          autoFocus
          value={password}
          onChange={setPassword}
          error={tried ? passwordProblem(password) : undefined}
        />
        {reset.error && (
          <ErrorNotice
            error={reset.error}
            instead={{
              BAD_INPUT: sessionText.badLink,
              NOT_FOUND: sessionText.badLink,
              CONFLICT: sessionText.badLink,
            }}
          />
        )}
        <Button type="submit" fullWidth loading={reset.isPending}>
          {sessionText.setPassword}
        </Button>
      </form>
    </SessionCard>
  );
}
