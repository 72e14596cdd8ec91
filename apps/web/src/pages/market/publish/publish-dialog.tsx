import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { MAX_TEMPLATE_PRICE_MICROS, MAX_TEMPLATE_TEXT } from '@patchbay/engine/market';
import { MICROS_PER_UNIT } from '@patchbay/engine/money';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { trpc } from '../../../api/client.ts';
import { useOffer, type Offer } from '../../../api/catalog.ts';
import { failureOf } from '../../../api/errors.ts';
import type { Library } from '../../../api/types.ts';
import { publishErrors, publishText } from '../../../messages/market/publish.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { AmountField, isAmount } from '../../../ui/form/amount-field.tsx';
import { sign } from '../../../ui/format/money.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';

const MOST = MAX_TEMPLATE_PRICE_MICROS / MICROS_PER_UNIT;

interface Candidate {
  readonly type: string;
  readonly name: string;
  readonly semver: string;
}

/** The versions of the account that everybody could be offered. */
function candidatesOf({ abstractions }: Library): Candidate[] {
  return abstractions.flatMap(({ name, versions }) =>
    versions
      .filter(({ visibility }) => visibility !== 'public')
      .map(({ type, semver }) => ({ type, name, semver })),
  );
}

/** Which version, what for, and on what terms. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  const { offer, error, refetch } = useOffer();
  return (
    <Dialog title={publishText.title} size="lg" onClose={onClose}>
      {offer ? (
        <Publishing offer={offer} onClose={onClose} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <LateSkeleton shape="table" />
      )}
    </Dialog>
  );
}

function Publishing({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const [first, ...others] = candidatesOf(offer.library);
  if (!first) return <Nothing any={offer.library.abstractions.length > 0} />;
  return <TermsForm first={first} others={others} currency={offer.book.currency} onClose={onClose} />;
}

function Nothing({ any }: { any: boolean }) {
  return (
    <Stack gap="md">
      <Text>{any ? publishText.none : publishText.nothing}</Text>
      <Group justify="flex-end">
        <Button component={Link} to={paths.designs()} data-autofocus>
          {publishText.toDesigns}
        </Button>
      </Group>
    </Stack>
  );
}

interface TermsProps {
  readonly first: Candidate;
  readonly others: readonly Candidate[];
  readonly currency: string;
  readonly onClose: () => void;
}

/** What everybody is offered it for. */
interface Terms {
  readonly text: string;
  /** As it is typed. */
  readonly price: number | string;
  readonly forkable: boolean;
}

function usePublish({ name, semver }: Candidate, onClose: () => void) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    ...trpc.abstractions.publish.mutationOptions(),
    onSuccess: async (_, { type }) => {
      notifications.show({ message: publishText.published(name, semver) });
      onClose();
      await queries.invalidateQueries({ queryKey: trpc.market.pathKey() });
      await queries.invalidateQueries({ queryKey: trpc.abstractions.pathKey() });
      await navigate(paths.template(type));
    },
  });
}

function TermsForm({ first, others, currency, onClose }: TermsProps) {
  const [picked, pick] = useState<string | null>(null);
  const [terms, setTerms] = useState<Terms>({ text: '', price: 0, forkable: false });
  const candidate = others.find(({ type }) => type === picked) ?? first;
  const publish = usePublish(candidate, onClose);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { text, price, forkable } = terms;
        if (!isAmount(price, 0, MOST)) return;
        publish.mutate({
          type: candidate.type,
          text,
          pricePerHourMicros: Math.round(price * MICROS_PER_UNIT),
          forkable,
        });
      }}
    >
      <Stack gap="md">
        <Text c="dimmed">{publishText.lead}</Text>
        <NativeSelect
          label={publishText.what}
          data-autofocus
          value={candidate.type}
          data={[first, ...others].map(({ type, name, semver }) => ({
            value: type,
            label: publishText.option(name, semver),
          }))}
          onChange={(event) => pick(event.currentTarget.value)}
        />
        <TermsFields terms={terms} currency={currency} onChange={(part) => setTerms({ ...terms, ...part })} />
        {publish.error && (
          <ErrorNotice error={publish.error} instead={publishErrors(failureOf(publish.error).issues)} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {publishText.cancel}
          </Button>
          <Button type="submit" loading={publish.isPending} disabled={!isAmount(terms.price, 0, MOST)}>
            {publishText.publish}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FieldsProps {
  readonly terms: Terms;
  readonly currency: string;
  readonly onChange: (part: Partial<Terms>) => void;
}

function TermsFields({ terms, currency, onChange }: FieldsProps) {
  return (
    <>
      <Textarea
        label={publishText.text}
        description={publishText.textHint}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={MAX_TEMPLATE_TEXT}
        value={terms.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <AmountField
        label={publishText.price}
        description={publishText.priceHint}
        least={0}
        most={MOST}
        problem={publishText.priceProblem(MOST)}
        asked
        decimalScale={6}
        step={0.01}
        suffix={` ${sign(currency)}`}
        value={terms.price}
        onChange={(price) => onChange({ price })}
      />
      <Checkbox
        label={publishText.forkable}
        description={publishText.forkableHint}
        checked={terms.forkable}
        onChange={(event) => onChange({ forkable: event.currentTarget.checked })}
      />
    </>
  );
}
