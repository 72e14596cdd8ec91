import { ActionIcon, Button, Menu } from '@mantine/core';
import type { Abstraction } from '@patchbay/catalog';
import { freeName, sourceOf } from '@patchbay/engine/design';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconCursorText, IconDots, IconStack2, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Offer } from '../../../api/catalog.ts';
import { trpc } from '../../../api/client.ts';
import { useIntentKey } from '../../../api/key.ts';
import type { AbstractionRow } from '../../../api/types.ts';
import { DesignThumbnail, designTotals } from '../../../canvas/picture.ts';
import { abstractionsText } from '../../../messages/designer/library.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { perHour } from '../../../ui/format/money.ts';
import type { OpenDialog } from './abstraction-dialogs.tsx';
import { VersionList } from './version-list.tsx';
import home from '../home.module.css';
import classes from './abstractions.module.css';

interface AbstractionCardProps {
  readonly abstraction: AbstractionRow;
  readonly offer: Offer;
  readonly canChange: boolean;
  readonly onOpen: (open: OpenDialog) => void;
}

/** One abstraction with its real drawing, what it costs as it comes, and where it is used. */
export function AbstractionCard({ abstraction, offer, canChange, onOpen }: AbstractionCardProps) {
  const { name, summary, versions, sourceDesignId } = abstraction;
  const [newest] = versions;
  const content = offer.catalog.abstractions.find((one) => one.id === newest?.type);
  return (
    <section className={home.card} aria-label={name}>
      {content && <Picture content={content} offer={offer} />}
      <div className={home.cardText}>
        <h2>
          <IconStack2 size={16} aria-hidden className={home.cardIcon} />
          <span className={classes.name}>{name}</span>
          <code className={home.tag}>{newest?.semver}</code>
          {newest?.visibility === 'private' && <span className={home.tag}>{abstractionsText.onlyMe}</span>}
          {canChange && <More abstraction={abstraction} onOpen={onOpen} />}
        </h2>
        <p>{summary}</p>
        <VersionList abstraction={abstraction} catalog={offer.catalog} />
        <div className={home.cardFoot}>
          {newest && <UseButton name={name} type={newest.type} canChange={canChange} />}
          {canChange && (
            <Button
              component={Link}
              to={paths.design(sourceDesignId)}
              variant="default"
              aria-label={abstractionsText.editNamed(name)}
            >
              {abstractionsText.edit}
            </Button>
          )}
          {content && <Price content={content} offer={offer} />}
        </div>
      </div>
    </section>
  );
}

function Picture({ content, offer }: { content: Abstraction; offer: Offer }) {
  const { document } = useMemo(() => sourceOf(content), [content]);
  return (
    <div className={home.picture} aria-hidden>
      <DesignThumbnail document={document} catalog={offer.catalog} />
    </div>
  );
}

function Price({ content, offer }: { content: Abstraction; offer: Offer }) {
  const totals = designTotals(sourceOf(content).document, offer.catalog, offer.book);
  return <strong className={home.price}>{perHour(totals.perHourMicros, totals.currency)}</strong>;
}

function UseButton({ name, type, canChange }: { name: string; type: string; canChange: boolean }) {
  const key = useIntentKey(type);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useMutation({
    ...trpc.designs.create.mutationOptions(),
    onSuccess: async (design) => {
      await queries.invalidateQueries({ queryKey: trpc.designs.list.queryKey() });
      await navigate(paths.design(design.id));
    },
  });
  const taken = useQuery(trpc.designs.list.queryOptions()).data ?? [];
  return (
    <>
      <Button
        disabled={!canChange}
        loading={create.isPending}
        aria-label={abstractionsText.useNamed(name)}
        onClick={() => create.mutate({ key, name: freeName(name, taken), abstraction: type })}
      >
        {abstractionsText.use}
      </Button>
      {create.error && <ErrorNotice error={create.error} />}
    </>
  );
}

function More({ abstraction, onOpen }: Pick<AbstractionCardProps, 'abstraction' | 'onOpen'>) {
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes.more}
          aria-label={abstractionsText.more(abstraction.name)}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCursorText size={16} />}
          onClick={() => onOpen({ which: 'rename', abstraction })}
        >
          {abstractionsText.rename}
        </Menu.Item>
        <Menu.Item
          color="var(--danger)"
          leftSection={<IconTrash size={16} />}
          onClick={() => onOpen({ which: 'remove', abstraction })}
        >
          {abstractionsText.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
