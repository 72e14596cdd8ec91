import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { trpc } from '../../../api/client.ts';
import { useOffer } from '../../../api/catalog.ts';
import { failureOf } from '../../../api/errors.ts';
import type { Library } from '../../../api/types.ts';
import { publishErrors, publishText } from '../../../messages/market/publish.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { sign } from '../../../ui/format/money.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';

const MICROS = 1_000_000;
const MOST = 1000;

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
  const library = useQuery(trpc.abstractions.library.queryOptions());
  const candidates = library.data ? candidatesOf(library.data) : [];
  return (
    <Dialog title={publishText.title} size="lg" onClose={onClose}>
      {library.error ? (
        <ErrorNotice error={library.error} onRetry={() => void library.refetch()} />
      ) : library.data && candidates.length === 0 ? (
        <Nothing any={library.data.abstractions.length > 0} />
      ) : (
        <TermsForm candidates={candidates} onClose={onClose} />
      )}
    </Dialog>
  );
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
  /** None until they are known. */
  readonly candidates: readonly Candidate[];
  readonly onClose: () => void;
}

/** What everybody is offered it for. */
interface Terms {
  readonly text: string;
  /** As it is typed. */
  readonly price: number | string;
  readonly forkable: boolean;
}

function usePublish(candidate: Candidate | undefined, onClose: () => void) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    ...trpc.abstractions.publish.mutationOptions(),
    onSuccess: async (_, { type }) => {
      await queries.invalidateQueries({ queryKey: trpc.market.pathKey() });
      await queries.invalidateQueries({ queryKey: trpc.abstractions.pathKey() });
      if (candidate) notifications.show({ message: publishText.published(candidate.name, candidate.semver) });
      onClose();
      await navigate(paths.template(type));
    },
  });
}

function TermsForm({ candidates, onClose }: TermsProps) {
  const [picked, pick] = useState<string | null>(null);
  const [terms, setTerms] = useState<Terms>({ text: '', price: 0, forkable: false });
  const candidate = candidates.find(({ type }) => type === picked) ?? candidates[0];
  const publish = usePublish(candidate, onClose);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!candidate) return;
        const { text, price, forkable } = terms;
        publish.mutate({
          type: candidate.type,
          text,
          pricePerHourMicros: Math.round(Number(price) * MICROS),
          forkable,
        });
      }}
    >
      <Stack gap="md">
        <Text c="dimmed">{publishText.lead}</Text>
        <NativeSelect
          label={publishText.what}
          data-autofocus
          value={candidate?.type ?? ''}
          data={candidates.map(({ type, name, semver }) => ({
            value: type,
            label: publishText.option(name, semver),
          }))}
          onChange={(event) => pick(event.currentTarget.value)}
        />
        <TermsFields terms={terms} onChange={(part) => setTerms({ ...terms, ...part })} />
        {publish.error && (
          <ErrorNotice error={publish.error} instead={publishErrors(failureOf(publish.error).issues)} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {publishText.cancel}
          </Button>
          <Button type="submit" loading={publish.isPending} disabled={!candidate || terms.price === ''}>
            {publishText.publish}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function TermsFields({ terms, onChange }: { terms: Terms; onChange: (part: Partial<Terms>) => void }) {
  const { offer } = useOffer();
  return (
    <>
      <Textarea
        label={publishText.text}
        description={publishText.textHint}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={4000}
        value={terms.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <NumberInput
        label={publishText.price}
        description={publishText.priceHint}
        min={0}
        max={MOST}
        decimalScale={6}
        step={0.01}
        suffix={` ${sign(offer?.book.currency ?? 'EUR')}`}
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
