import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from 'react-router';
import { trpc } from '../../api/client.ts';
import { sessionText } from '../../messages/session.ts';
import { paths } from '../../paths.ts';
import { enter, nextPath } from './enter.ts';
import { PersonForm } from './person-form.tsx';
import { SessionCard } from './session-card.tsx';

export function SignUpPage() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const signUp = useMutation({
    ...trpc.session.signUp.mutationOptions(),
    onSuccess: async () => {
      await enter();
      await navigate(nextPath(search), { replace: true });
    },
  });
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
      <PersonForm
        action={sessionText.signUp}
        pending={signUp.isPending}
        error={signUp.error}
        instead={{ CONFLICT: sessionText.emailTaken }}
        onSubmit={(person) => signUp.mutate(person)}
        onProblem={signUp.reset}
      />
    </SessionCard>
  );
}
