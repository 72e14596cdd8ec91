import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { trpc } from '../../api/client.ts';
import { sessionText } from '../../messages/session.ts';
import { paths } from '../../paths.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { enter, nextPath } from './enter.ts';
import { SessionCard } from './session-card.tsx';
import { EmailField, emailProblem, PasswordField, passwordProblem } from './session-fields.tsx';
import classes from './session.module.css';

export function SignUpPage() {
  return (
    <SessionCard
      title={sessionText.signUpTitle}
      lead={sessionText.signUpLead}
      footer={
        <>
          {sessionText.toSignIn} <Link to={paths.signIn()}>{sessionText.signIn}</Link>
        </>
      }
    >
      <SignUpForm />
    </SessionCard>
  );
}

function SignUpForm() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signUp = useMutation({
    ...trpc.session.signUp.mutationOptions(),
    onSuccess: async () => {
      await enter();
      await navigate(nextPath(search), { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || emailProblem(email) || passwordProblem(password)) signUp.reset();
    else signUp.mutate({ name: name.trim(), email: email.trim(), password });
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
      {signUp.error && <ErrorNotice error={signUp.error} instead={{ CONFLICT: sessionText.emailTaken }} />}
      <Button type="submit" fullWidth loading={signUp.isPending}>
        {sessionText.signUp}
      </Button>
    </form>
  );
}
