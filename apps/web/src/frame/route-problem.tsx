import { Button } from '@mantine/core';
import { IconAlertOctagon, IconCloudOff, IconMapPinOff, type Icon } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, useLocation, useRouteError } from 'react-router';
import { codeOf } from '../api/errors.ts';
import { errorText, type Sentence } from '../messages/errors.ts';
import { frameText } from '../messages/frame.ts';
import { paths } from '../paths.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { ErrorPage } from '../ui/feedback/error-notice.tsx';
import { NotLoaded } from '../ui/late/late.ts';

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

interface LoadProblemProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** What is said where nothing is at the address. */
  readonly missing?: Sentence;
}

/**
 * A page whose content did not come. What is not there is not there on another try either; an address that the server
 * can make nothing of is one where nothing is.
 */
export function LoadProblem({ error, onRetry, missing = errorText.NOT_FOUND }: LoadProblemProps) {
  const code = codeOf(error);
  const gone = code === 'NOT_FOUND' || code === 'BAD_INPUT';
  return (
    <ErrorPage
      error={error}
      onRetry={onRetry}
      instead={{ NOT_FOUND: missing, BAD_INPUT: missing }}
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

/** A page that threw while it was drawn, or that did not come. */
export function BrokenPage() {
  const error = useRouteError();
  if (error instanceof NotLoaded) return <PageNotLoaded />;
  return <ToReload icon={IconAlertOctagon} title={frameText.crashTitle} text={frameText.crashText} />;
}

/** A browser may remember that a script did not come, so only the whole page is tried again: at once when there is a network. */
function PageNotLoaded() {
  useEffect(() => {
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, []);
  return <ToReload icon={IconCloudOff} title={frameText.notLoadedTitle} text={frameText.notLoadedText} />;
}

/** The same address may fail again, so that two ways lead away from it: what was asked of the page is left out, or the page is. */
function ToReload({ icon: Shape, title, text }: { icon: Icon; title: string; text: string }) {
  const { pathname, search } = useLocation();
  return (
    <div role="alert">
      <EmptyState icon={<Shape size={20} />} title={title} text={text}>
        <Button variant="default" onClick={reload}>
          {frameText.reload}
        </Button>
        {search && (
          <Button component={Link} to={pathname} variant="default">
            {frameText.withoutQuery}
          </Button>
        )}
        <Button component={Link} to={paths.designs()} variant="default">
          {frameText.toDesigns}
        </Button>
      </EmptyState>
    </div>
  );
}

const reload = () => window.location.reload();
