import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconSquareDashed, IconStack2 } from '@tabler/icons-react';
import type { Abstraction } from '@patchbay/catalog';
import { freeName, sourceOf } from '@patchbay/engine/design';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { trpc } from '../../../api/client.ts';
import type { Offer } from '../../../api/catalog.ts';
import { useIntentKey } from '../../../api/key.ts';
import { BlankPicture, DesignThumbnail, designTotals } from '../../../canvas/picture.ts';
import { designsText } from '../../../messages/designs.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { perHour } from '../../../ui/format/money.ts';
import classes from '../home.module.css';

interface StartCardsProps {
  offer: Offer;
  /** The designs there are, so that a new one gets a name of its own. */
  taken: readonly { readonly name: string }[];
  canCreate: boolean;
  autoFocus: boolean;
}

/** What a person may start from first: the simplest of what the product ships ready, nothing, or the largest of what it ships. */
export function StartCards({ offer, taken, canCreate, autoFocus }: StartCardsProps) {
  const { first, sample } = useShipped(offer);
  const card = { offer, taken, canCreate };
  return (
    <div className={classes.cards}>
      {first && <ReadyCard abstraction={first} as="first" {...card} autoFocus={autoFocus} />}
      <BlankCard taken={taken} canCreate={canCreate} />
      {sample && <ReadyCard abstraction={sample} as="sample" {...card} />}
    </div>
  );
}

/** The rest of what the product ships ready, in small. */
export function MoreProducts({ offer, ...props }: Omit<StartCardsProps, 'autoFocus'>) {
  const { more } = useShipped(offer);
  if (more.length === 0) return null;
  return (
    <section aria-labelledby="more-products">
      <div className={classes.listHead}>
        <h2 id="more-products">{designsText.moreProducts}</h2>
        <span>{designsText.productCount(more.length)}</span>
      </div>
      <div className={classes.products}>
        {more.map((abstraction) => (
          <ReadyCard key={abstraction.id} abstraction={abstraction} as="small" offer={offer} {...props} />
        ))}
      </div>
    </section>
  );
}

/** What every account is offered, beside what it has saved itself: the simplest, the one with the most parts, and the others. */
function useShipped({ catalog }: Offer) {
  return useMemo(() => {
    const [first, ...rest] = catalog.abstractions.filter(({ version }) => version === '');
    const parts = (one: Abstraction) => Object.keys(sourceOf(one).document.components).length;
    const [sample] = rest.toSorted((a, b) => parts(b) - parts(a));
    return { first, sample, more: rest.filter((one) => one !== sample) };
  }, [catalog]);
}

/** Creates a design and opens it in the designer. */
function useCreate() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    ...trpc.designs.create.mutationOptions(),
    onSuccess: async (design) => {
      await queries.invalidateQueries({ queryKey: trpc.designs.list.queryKey() });
      await navigate(paths.design(design.id));
    },
  });
}

function ReadyCard(props: {
  abstraction: Abstraction;
  offer: Offer;
  taken: readonly { readonly name: string }[];
  canCreate: boolean;
  autoFocus?: boolean;
  /** Where it stands: the choice that most want, all that can be drawn, or one of many. */
  as: 'first' | 'sample' | 'small';
}) {
  const { abstraction, offer, taken, canCreate } = props;
  const small = props.as === 'small';
  const Title = small ? 'h3' : 'h2';
  const key = useIntentKey(abstraction.id);
  const create = useCreate();
  const document = useMemo(() => sourceOf(abstraction).document, [abstraction]);
  const totals = useMemo(() => designTotals(document, offer.catalog, offer.book), [document, offer]);
  return (
    <section className={classes.card} data-first={props.autoFocus || undefined}>
      <div className={classes.picture} aria-hidden>
        <DesignThumbnail document={document} catalog={offer.catalog} />
      </div>
      <div className={classes.cardText}>
        <Title>
          <IconStack2 size={16} aria-hidden className={classes.cardIcon} />
          {abstraction.name}
          {!small && (
            <span className={classes.tag}>{designsText[props.as === 'first' ? 'ready' : 'sample']}</span>
          )}
        </Title>
        <p>{abstraction.summary}</p>
        <div className={classes.cardFoot}>
          <Button
            data-autofocus={props.autoFocus || undefined}
            autoFocus={props.autoFocus}
            variant={props.as === 'first' ? 'filled' : 'default'}
            size={small ? 'xs' : 'sm'}
            aria-label={designsText.use(abstraction.name)}
            loading={create.isPending}
            disabled={!canCreate}
            onClick={() =>
              create.mutate({ key, name: freeName(abstraction.name, taken), abstraction: abstraction.id })
            }
          >
            {small ? designsText.takeIt : designsText.use(abstraction.name)}
          </Button>
          <strong className={classes.price}>{perHour(totals.perHourMicros, totals.currency)}</strong>
        </div>
        {create.error && <ErrorNotice error={create.error} />}
      </div>
    </section>
  );
}

function BlankCard({
  taken,
  canCreate,
}: {
  taken: readonly { readonly name: string }[];
  canCreate: boolean;
}) {
  const key = useIntentKey('blank');
  const create = useCreate();
  return (
    <section className={classes.card}>
      <div className={classes.picture} aria-hidden>
        <BlankPicture />
      </div>
      <div className={classes.cardText}>
        <h2>
          <IconSquareDashed size={16} aria-hidden className={classes.cardIcon} />
          {designsText.blank}
        </h2>
        <p>{designsText.blankText}</p>
        <div className={classes.cardFoot}>
          <Button
            variant="default"
            loading={create.isPending}
            disabled={!canCreate}
            onClick={() => create.mutate({ key, name: freeName(designsText.untitled, taken) })}
          >
            {designsText.startBlank}
          </Button>
        </div>
        {create.error && <ErrorNotice error={create.error} />}
      </div>
    </section>
  );
}
