import { Button, CopyButton } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { failureOf } from '../../api/errors.ts';
import { errorLabels, errorText, type Sentences } from '../../messages/errors.ts';
import classes from './feedback.module.css';

interface ErrorNoticeProps {
  error: unknown;
  onRetry?: () => void;
  /** A way on in place of another try. */
  action?: ReactNode;
  /** On a page with nothing else the title is its heading. */
  heading?: boolean;
  instead?: Sentences;
}

/** What happened, what is safe, what to do next, and the id to quote. */
export function ErrorNotice({ error, onRetry, action, instead, heading = false }: ErrorNoticeProps) {
  const Title = heading ? 'h1' : 'strong';
  const { code, id } = failureOf(error);
  const { title, text } = instead?.[code] ?? errorText[code];
  return (
    <div className={classes.notice} role="alert" data-code={code}>
      <IconAlertOctagon size={16} aria-hidden />
      <div>
        <Title>{title}</Title>
        <p>{text}</p>
        {(id !== null || onRetry || action) && (
          <div className={classes.actions}>
            {action}
            {onRetry && !action && (
              <Button
                size="xs"
                variant="default"
                onClick={({ currentTarget }) => {
                  // This goes as soon as there is another try: what it stands in keeps the focus.
                  currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
                  onRetry();
                }}
              >
                {errorLabels.retry}
              </Button>
            )}
            {id !== null && <ErrorId id={id} />}
          </div>
        )}
      </div>
    </div>
  );
}

/** The id that the server's log has as well, to be copied. */
export function ErrorId({ id }: { id: string }) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <button type="button" className={classes.id} onClick={copy} aria-label={errorLabels.copyId}>
          {copied ? errorLabels.copied : errorLabels.id(id)}
        </button>
      )}
    </CopyButton>
  );
}

/** The same in the middle of an otherwise empty page. */
export function ErrorPage(props: ErrorNoticeProps) {
  return (
    <div className={classes.errorPage}>
      <ErrorNotice {...props} heading />
    </div>
  );
}
