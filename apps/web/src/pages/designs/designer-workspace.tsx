import type { Catalog } from '@patchbay/catalog';
import type { PriceBook } from '@patchbay/engine/rating';
import { useEffect, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { Design } from '../../api/types.ts';
import { DesignerBody, type SavedAbstraction } from '../../canvas/designer.ts';
import { useAbstractionActions } from './abstractions/use-actions.ts';
import { sentenceOf } from './sentence-of.ts';
import { DesignerTop } from './designer-top.tsx';
import { useAddress } from './designer-address.ts';
import { designerFor } from './open-designers.ts';
import { tellTabs, useSaving } from './designer-saving.ts';

interface DesignerWorkspaceProps {
  readonly opened: Design;
  readonly catalog: Catalog;
  readonly book: PriceBook;
  readonly library: readonly SavedAbstraction[];
  readonly onLeave: () => void;
}

/** One open design. From here on the browser's copy is the one that counts; the server gets it a moment after each edit. */
export function DesignerWorkspace(props: DesignerWorkspaceProps) {
  const { opened, onLeave } = props;
  const [designer] = useState(() => designerFor(opened, props.catalog, props.book, props.library));
  const saving = useSaving(designer, opened);
  const [name, rename] = useName(opened);
  const abstractions = useAbstractionActions(opened, saving);
  const account = useMe().account?.name ?? '';
  useAddress(designer);
  useEffect(() => onLeave, [onLeave]);
  return (
    <DesignerBody designer={designer} name={name} onRename={rename} abstractions={abstractions}>
      <DesignerTop
        id={opened.id}
        sourceOf={opened.abstractionId}
        account={account}
        name={name}
        saving={saving}
      />
    </DesignerBody>
  );
}

/** The design's name, shown as typed at once and taken back when the server refuses it. */
function useName({ id, name: stored }: Design): [string, (name: string) => Promise<string | null>] {
  const [name, setName] = useState(stored);
  const [seen, setSeen] = useState(stored);
  // Renamed elsewhere.
  if (seen !== stored) {
    setSeen(stored);
    setName(stored);
  }
  const queries = useQueryClient();
  const { mutateAsync } = useMutation(trpc.designs.rename.mutationOptions());
  const rename = async (next: string) => {
    const before = name;
    setName(next);
    try {
      await mutateAsync({ id, name: next });
      const key = trpc.designs.get.queryKey({ id });
      queries.setQueryData(key, (now: Design | undefined) => now && { ...now, name: next });
      tellTabs(id);
      return null;
    } catch (error) {
      // Unless it has another name again by now.
      setName((now) => (now === next ? before : now));
      return sentenceOf(error);
    }
  };
  return [name, rename];
}
