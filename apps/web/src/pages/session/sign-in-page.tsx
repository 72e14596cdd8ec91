import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { trpc } from '../../api/client.ts';
import { sessionText } from '../../messages/session.ts';
import { paths } from '../../paths.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { enter, nextPath } from './enter.ts';
import { SessionCard } from './session-card.tsx';
import { PasswordField } from '../../ui/form/password-field.tsx';
import { EmailField, emailProblem } from './session-fields.tsx';
import classes from './session.module.css';

export function SignInPage() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useMutation({
    ...trpc.session.signIn.mutationOptions(),
    onSuccess: async () => {
      await enter();
      await navigate(nextPath(search), { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (emailProblem(email) || !password) signIn.reset();
    else signIn.mutate({ email: email.trim(), password });
  };
  return (
    <SessionCard
      title={sessionText.signInTitle}
      lead={sessionText.signInLead}
      footer={
        <>
          {sessionText.toSignUp} <Link to={paths.signUp()}>{sessionText.signUp}</Link>
        </>
      }
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <EmailField
          autoFocus
          value={email}
          onChange={setEmail}
          error={tried ? emailProblem(email) : undefined}
        />
        <PasswordField
          label={sessionText.password}
          fresh={false}
          value={password}
          onChange={setPassword}
          error={tried && !password ? sessionText.passwordMissing : undefined}
        />
        {signIn.error && (
          <ErrorNotice error={signIn.error} instead={{ UNAUTHENTICATED: sessionText.wrongPassword }} />
        )}
        <Button type="submit" fullWidth loading={signIn.isPending}>
          {sessionText.signIn}
        </Button>
        <p className={classes.hint}>{sessionText.forgot}</p>
      </form>
    </SessionCard>
  );
}
