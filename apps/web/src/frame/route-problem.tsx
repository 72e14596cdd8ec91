import { Button } from '@mantine/core';
import { IconAlertOctagon, IconMapPinOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { codeOf } from '../api/errors.ts';
import { frameText } from '../messages/frame.ts';
import { paths } from '../paths.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { ErrorPage } from '../ui/feedback/error-notice.tsx';

/** An address that leads nowhere. */
export function NoSuchPage() {
  return (
    <EmptyState
      icon={<IconMapPinOff size={20} />}
      title={frameText.notFoundTitle}
      text={frameText.notFoundText}
    >
      <Button component={Link} to={paths.designs()} variant="default">
        {frameText.toDesigns}
      </Button>
    </EmptyState>
  );
}

/** A page whose content did not come. What is not there is not there on another try either. */
export function LoadProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const gone = codeOf(error) === 'NOT_FOUND';
  return (
    <ErrorPage
      error={error}
      onRetry={onRetry}
      action={
        gone && (
          <Button component={Link} to={paths.designs()} size="xs" variant="default">
            {frameText.toDesigns}
          </Button>
        )
      }
    />
  );
}

/** A page that threw while it was drawn. */
export function BrokenPage() {
  return (
    <div role="alert">
      <EmptyState
        icon={<IconAlertOctagon size={20} />}
        title={frameText.crashTitle}
        text={frameText.crashText}
      >
        <Button variant="default" onClick={() => window.location.reload()}>
          {frameText.reload}
        </Button>
      </EmptyState>
    </div>
  );
}
