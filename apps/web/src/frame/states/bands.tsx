import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useConnection } from '../../api/connection.ts';
import { failureOf } from '../../api/errors.ts';
import { meOptions, useRealNow } from '../../api/session.ts';
import type { Source } from '../../api/source.ts';
import { errorLabels, errorText } from '../../messages/errors.ts';
import { statesText } from '../../messages/frame/states.ts';
import { Band } from '../../ui/feedback/band.tsx';
import { ErrorId } from '../../ui/feedback/error-notice.tsx';
import { unsavedChanges } from '../unsaved.ts';
import { useTimeOf } from './data-age.tsx';

/** So often the server is asked whether it is there again. */
const ASK_MS = 5000;

/** Across every page while the server cannot be reached: how old what is shown is, and what waits. */
export function OfflineBand() {
  const { up, lastAnswerAt } = useConnection();
  return up ? null : <Offline lastAnswerAt={lastAnswerAt} />;
}

function Offline({ lastAnswerAt }: { lastAnswerAt: number | null }) {
  const queries = useQueryClient();
  const time = useTimeOf(lastAnswerAt ?? 0);
  // Counted again every second.
  useRealNow();
  useEffect(() => {
    const ask = () => void queries.invalidateQueries({ queryKey: meOptions().queryKey });
    const timer = setInterval(ask, ASK_MS);
    window.addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', ask);
      // There is an answer: whatever failed meanwhile is asked for once more.
      void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
    };
  }, [queries]);
  return (
    <Band
      glyph="degraded"
      title={statesText.offlineTitle}
      text={statesText.offlineText(lastAnswerAt === null ? null : time, unsavedChanges())}
    />
  );
}

/** What is shown stays, and is old: the server answered, but not with what was asked for. */
export function NotUpdated({ source }: { source: Source<unknown> }) {
  const time = useTimeOf(source.dataUpdatedAt);
  const { code, id } = failureOf(source.error);
  // Without a connection the other band says it for all of the page.
  if (code === 'OFFLINE') return null;
  return (
    <Band
      glyph="degraded"
      title={statesText.notUpdatedTitle}
      text={statesText.notUpdatedText(time, errorText[code].title + '.')}
    >
      {id !== null && <ErrorId id={id} />}
      <Button size="xs" variant="default" onClick={() => void source.refetch()}>
        {errorLabels.retry}
      </Button>
    </Band>
  );
}
