import { MAX_ABSTRACTION_NAME, MAX_SUMMARY } from '@patchbay/catalog';
import { freeName } from '@patchbay/engine/design';
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { useCatalogVersion, useOffer } from '../../../api/catalog.ts';
import { trpc } from '../../../api/client.ts';
import { useIntentKey } from '../../../api/key.ts';
import type { Environment, Library } from '../../../api/types.ts';
import { wholeAsOne } from '../../../canvas/index.ts';
import { draftText, runningText } from '../../../messages/designer/abstractions.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import { unsavedBecause, withSaved } from '../../designs/abstractions/saved.ts';

interface SaveDialogProps {
  environment: Environment;
  onClose: () => void;
}

/** Saves what runs, with the counts and sizes that it has, as an abstraction of the account. */
export function SaveDialog({ environment, onClose }: SaveDialogProps) {
  const [typed, type] = useState<Partial<Named>>({});
  const fields = { name: useFreeName(environment.name), summary: '', mine: false, ...typed };
  const save = useSaving(environment, fields);
  const saved = save.mutation.data?.abstraction;
  return (
    <Dialog
      title={saved ? runningText.savedTitle(saved.name) : runningText.save}
      size="lg"
      onClose={onClose}
      // What is on its way is answered here.
      withCloseButton={!save.mutation.isPending}
      closeOnEscape={!save.mutation.isPending}
      closeOnClickOutside={!save.mutation.isPending}
    >
      {saved ? (
        <Saved sourceId={saved.sourceDesignId} onClose={onClose} />
      ) : (
        <form onSubmit={save.submit}>
          <Stack gap="md">
            <Text c="dimmed">{runningText.lead(save.parts, environment.revision)}</Text>
            <Fields fields={fields} onChange={(part) => type({ ...typed, ...part })} />
            <Problem error={save.mutation.error} cannot={save.cannot} />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" disabled={save.mutation.isPending} onClick={onClose}>
                {draftText.cancel}
              </Button>
              <Button
                type="submit"
                loading={save.mutation.isPending}
                disabled={!save.ready || fields.name.trim() === ''}
              >
                {draftText.save}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

interface Named {
  readonly name: string;
  readonly summary: string;
  readonly mine: boolean;
}

/** What it is called, as long as no other abstraction of the account is. */
function useFreeName(wanted: string): string {
  const { offer } = useOffer();
  return freeName(wanted, offer?.library.abstractions ?? []).slice(0, MAX_ABSTRACTION_NAME);
}

function useSaving(environment: Environment, { name, summary, mine }: Named) {
  const queries = useQueryClient();
  const catalog = useCatalogVersion(environment.catalogVersionId, environment.abstractions);
  const [document] = useState(environment.document);
  const whole = useMemo(() => catalog && wholeAsOne(document, catalog), [document, catalog]);
  const said = {
    name: name.trim(),
    summary: summary.trim(),
    visibility: mine ? ('private' as const) : ('team' as const),
  };
  const key = useIntentKey(JSON.stringify(said));
  const mutation = useMutation({
    ...trpc.abstractions.save.mutationOptions(),
    onSuccess: async (saved) => {
      const library = trpc.abstractions.library.queryKey();
      queries.setQueryData(library, (now: Library | undefined) => now && withSaved(now, saved));
      await queries.invalidateQueries({ queryKey: library });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!whole) return;
    const { source, ports, family } = whole;
    mutation.mutate({
      ...said,
      key,
      family,
      icon: 'stack',
      parameters: [],
      ports: [...ports],
      document: source,
    });
  };
  const parts = Object.keys(document.components).length;
  return { mutation, submit, parts, ready: Boolean(whole), cannot: whole === null };
}

function Fields({ fields, onChange }: { fields: Named; onChange: (part: Partial<Named>) => void }) {
  return (
    <>
      <TextInput
        label={draftText.name}
        data-autofocus
        maxLength={MAX_ABSTRACTION_NAME}
        value={fields.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={draftText.summary}
        placeholder={draftText.summaryHint}
        maxLength={MAX_SUMMARY}
        value={fields.summary}
        onChange={(event) => onChange({ summary: event.currentTarget.value })}
      />
      <NativeSelect
        label={draftText.whoMay}
        data={draftText.visibilities}
        value={fields.mine ? 'private' : 'team'}
        onChange={(event) => onChange({ mine: event.currentTarget.value === 'private' })}
      />
    </>
  );
}

/** Why it is not saved: known before, or told by the server. */
function Problem({ error, cannot }: { error: unknown; cannot: boolean }) {
  if (cannot) return <Text role="alert">{runningText.cannot}</Text>;
  return error ? (
    <ErrorNotice
      error={error}
      instead={{ BAD_INPUT: { title: unsavedBecause(error), text: runningText.notSaved } }}
    />
  ) : null;
}

function Saved({ sourceId, onClose }: { sourceId: string; onClose: () => void }) {
  const done = useRefocus<HTMLButtonElement>(true);
  return (
    <Stack gap="md">
      <Text role="status">{runningText.savedText}</Text>
      <Group justify="flex-end" gap="sm">
        <Button component={Link} to={paths.design(sourceId)} variant="default">
          {runningText.openSource}
        </Button>
        <Button ref={done} onClick={onClose}>
          {runningText.done}
        </Button>
      </Group>
    </Stack>
  );
}
