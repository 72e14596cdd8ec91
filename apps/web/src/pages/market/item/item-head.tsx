import { Button, CopyButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconGitFork, IconLink, IconStack2 } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { trpc } from '../../../api/client.ts';
import { useIntentKey } from '../../../api/key.ts';
import { useReadOnly } from '../../../api/may.ts';
import type { MarketItem } from '../../../api/types.ts';
import { itemText } from '../../../messages/market/item.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { dayMonth, isoDate, viewerZone } from '../../../ui/format/time.ts';
import { Withdraw } from './withdraw.tsx';
import classes from './item.module.css';

/** What it is, whose, and since when; to be shared and forked. */
export function ItemHead({ item }: { item: MarketItem }) {
  const readOnly = useReadOnly();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useIntentKey(`fork ${item.type}`);
  const fork = useMutation({
    ...trpc.market.fork.mutationOptions(),
    onSuccess: async ({ designId }) => {
      await queries.invalidateQueries({ queryKey: trpc.abstractions.pathKey() });
      notifications.show({ message: itemText.forked(item.name) });
      await navigate(paths.design(designId));
    },
  });
  const reason = readOnly ?? (item.forkable ? null : itemText.noFork);
  return (
    <>
      <header className={classes.head}>
        <span className={classes.icon}>
          <IconStack2 size={20} aria-hidden />
        </span>
        <div>
          <h1 tabIndex={-1}>{item.name}</h1>
          <p>
            <span>{itemText.by(item.publisher, item.semver)}</span>
            <span>
              {item.shipped
                ? itemText.shipped
                : itemText.updated(dayMonth(isoDate(item.publishedAt, viewerZone())))}
            </span>
            {item.forkedFrom && (
              <Link to={paths.template(item.forkedFrom.type)}>
                {itemText.forkOf(item.forkedFrom.name, item.forkedFrom.publisher)}
              </Link>
            )}
          </p>
        </div>
        <CopyButton value={`${window.location.origin}${paths.template(item.type)}`}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={<IconLink size={16} aria-hidden />} onClick={copy}>
              {copied ? itemText.shared : itemText.share}
            </Button>
          )}
        </CopyButton>
        <ReasonedButton
          variant="default"
          leftSection={<IconGitFork size={16} aria-hidden />}
          loading={fork.isPending}
          reason={reason}
          onClick={() => fork.mutate({ key, type: item.type })}
        >
          {itemText.fork}
        </ReasonedButton>
        {item.own && !item.withdrawn && <Withdraw item={item} />}
      </header>
      {fork.error && <ErrorNotice error={fork.error} />}
      {item.withdrawn && (
        <p className={classes.withdrawn}>{item.own ? itemText.withdrawnOwn : itemText.withdrawn}</p>
      )}
    </>
  );
}
