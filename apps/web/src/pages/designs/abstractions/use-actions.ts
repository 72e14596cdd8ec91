import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client, trpc } from '../../../api/client.ts';
import { failureOf } from '../../../api/errors.ts';
import type { Design, Library } from '../../../api/types.ts';
import type { AbstractionActions, Draft } from '../../../canvas/designer.ts';
import { draftText, unsavedText } from '../../../messages/designer/abstractions.ts';
import { paths } from '../../../paths.ts';
import type { Saving } from '../designer-saving.ts';
import { sentenceOf } from '../sentence-of.ts';

/** What the designer asks of the server about abstractions. */
export function useAbstractionActions(
  { id, abstractionId }: Design,
  { flush, revision }: Pick<Saving, 'flush' | 'revision'>,
): AbstractionActions {
  const queries = useQueryClient();
  return useMemo(() => {
    const saved = async (sending: ReturnType<typeof client.abstractions.save.mutate>) => {
      try {
        const answer = await sending;
        const key = trpc.abstractions.library.queryKey();
        queries.setQueryData(key, (now: Library | undefined) => now && withSaved(now, answer));
        return answer;
      } catch (error) {
        return { problem: problemOf(error) };
      }
    };
    return {
      sourceOf: abstractionId,
      save: (draft, document) =>
        saved(client.abstractions.save.mutate({ key: crypto.randomUUID(), ...decided(draft), document })),
      saveVersion: async (draft, of, semver) => {
        if (!(await flush())) return { problem: draftText.unsaved };
        const answer = await saved(
          client.abstractions.saveVersion.mutate({
            key: crypto.randomUUID(),
            id: of.id,
            baseNo: of.versions[0]?.no ?? 1,
            revision: revision(),
            semver: semver.trim(),
            notes: draft.notes.trim(),
            ...decided(draft),
          }),
        );
        if (!('problem' in answer))
          notifications.show({ message: draftText.savedVersion(draft.name.trim(), semver) });
        return answer;
      },
      usages: async (of) => {
        // What is drawn here counts as well.
        await flush();
        try {
          return await client.abstractions.usages.query({ id: of });
        } catch (error) {
          return { problem: problemOf(error) };
        }
      },
      designPath: (design, select) => paths.design(design, select === undefined ? {} : { select }),
    };
    // oxlint-disable-next-line react/exhaustive-deps -- of one design, for as long as it is open
  }, [id, abstractionId, queries, flush, revision]);
}

function decided({ name, summary, family, parameters, ports, visibility }: Draft) {
  return {
    name: name.trim(),
    summary: summary.trim(),
    family,
    icon: 'stack',
    parameters: [...parameters],
    ports: [...ports],
    visibility,
  };
}

function withSaved(
  library: Library,
  { abstraction, content }: Awaited<ReturnType<typeof client.abstractions.save.mutate>>,
): Library {
  return {
    abstractions: [...library.abstractions.filter(({ id }) => id !== abstraction.id), abstraction],
    contents: [...library.contents.filter(({ id }) => id !== content.id), content],
  };
}

/** The server says by a word of its own what cannot be saved. */
function problemOf(error: unknown): string {
  const why = failureOf(error).issues.flatMap((issue) => /^abstraction ([\w-]+)$/.exec(issue)?.[1] ?? []);
  const known = Object.entries(unsavedText).find(([word]) => why.includes(word));
  return known?.[1] ?? sentenceOf(error);
}
