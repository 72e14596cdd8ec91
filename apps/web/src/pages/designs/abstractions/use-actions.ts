import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client, trpc } from '../../../api/client.ts';
import { newKey } from '../../../api/key.ts';
import type { Design, Library } from '../../../api/types.ts';
import type { AbstractionActions, Draft } from '../../../canvas/designer.ts';
import { draftText } from '../../../messages/designer/abstractions.ts';
import { paths } from '../../../paths.ts';
import type { Saving } from '../designer-saving.ts';
import { unsavedBecause, withSaved } from './saved.ts';

/** What the designer asks of the server about abstractions. */
export function useAbstractionActions(
  { id, abstractionId }: Design,
  { flush, revision }: Pick<Saving, 'flush' | 'revision'>,
): AbstractionActions {
  const queries = useQueryClient();
  return useMemo(() => {
    const intents = new Map<string, string>();
    /** Sends under the key of what is meant: the same on a retry, another once it was saved or is something else. */
    const saved = async <T extends object>(
      body: T,
      send: (keyed: T & { key: string }) => ReturnType<typeof client.abstractions.save.mutate>,
    ) => {
      const intent = JSON.stringify(body);
      const sent = intents.get(intent) ?? newKey();
      intents.set(intent, sent);
      try {
        const answer = await send({ ...body, key: sent });
        intents.delete(intent);
        const key = trpc.abstractions.library.queryKey();
        queries.setQueryData(key, (now: Library | undefined) => now && withSaved(now, answer));
        return answer;
      } catch (error) {
        return { problem: unsavedBecause(error) };
      }
    };
    return {
      sourceOf: abstractionId,
      save: (draft, document) =>
        saved({ ...decided(draft), document }, (body) => client.abstractions.save.mutate(body)),
      saveVersion: async (draft, of, semver) => {
        if (!(await flush())) return { problem: draftText.unsaved };
        const numbers = {
          id: of.id,
          baseNo: of.versions[0]?.no ?? 1,
          revision: revision(),
          semver: semver.trim(),
        };
        const answer = await saved({ ...numbers, notes: draft.notes.trim(), ...decided(draft) }, (body) =>
          client.abstractions.saveVersion.mutate(body),
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
          return { problem: unsavedBecause(error) };
        }
      },
      templatePath: paths.template,
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
