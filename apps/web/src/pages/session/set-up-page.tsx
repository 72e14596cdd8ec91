import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from 'react-router';
import { trpc } from '../../api/client.ts';
import { sessionText } from '../../messages/session.ts';
import { paths } from '../../paths.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { enter } from './enter.ts';
import { PersonForm } from './person-form.tsx';
import { SessionCard } from './session-card.tsx';

/** Opened by the address that a start of the server prints. Its token stands behind the #, which browsers send to nobody. */
export function SetUpPage() {
  const navigate = useNavigate();
  const token = useLocation().hash.slice(1);
  const state = useQuery({ ...trpc.setUp.state.queryOptions(), retry: false });
  const make = useMutation({
    ...trpc.setUp.make.mutationOptions(),
    onSuccess: async () => {
      await enter();
      await navigate(paths.dataCenter(), { replace: true });
    },
  });
  const cover = { title: sessionText.setUpTitle, lead: sessionText.setUpLead };
  if (state.error)
    return (
      <SessionCard {...cover}>
        <ErrorNotice error={state.error} onRetry={() => void state.refetch()} />
      </SessionCard>
    );
  // What is being made closes the set-up; the page stays until it has led on.
  if (state.data && !state.data.open && !make.isSuccess)
    return (
      <SessionCard title={sessionText.setUpDoneTitle} lead={sessionText.setUpDone}>
        <Button component={Link} to={paths.signIn()} fullWidth>
          {sessionText.signIn}
        </Button>
      </SessionCard>
    );
  if (!token) return <SessionCard title={sessionText.setUpNoTokenTitle} lead={sessionText.setUpNoToken} />;
  return (
    <SessionCard {...cover}>
      <PersonForm
        action={sessionText.setUp}
        pending={make.isPending || !state.data}
        error={make.error}
        instead={{
          BAD_INPUT: sessionText.badToken,
          NOT_FOUND: sessionText.badToken,
          CONFLICT: sessionText.emailTaken,
        }}
        onSubmit={(person) => make.mutate({ token, ...person })}
        onProblem={make.reset}
      />
    </SessionCard>
  );
}
