import type { ComponentType } from '@patchbay/catalog';
import { IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';
import { pickText } from '../../messages/frame/pick.ts';
import { PickFrame } from '../../ui/pick/pick-frame.tsx';
import { PickList } from '../../ui/pick/pick-list.tsx';
import { matching } from '../commands/search.ts';
import { PartIcon } from '../marks/part-icon.tsx';
import classes from './dialogs.module.css';

export interface PickOption {
  readonly id: string;
  readonly label: string;
  /** Null for what is no part. */
  readonly type: ComponentType | null;
  readonly note: string;
  /** What speaks against it; shown with it. */
  readonly reason: string | null;
  readonly possible: boolean;
}

interface PickDialogProps {
  readonly title: string;
  readonly options: readonly PickOption[];
  readonly nothing: string;
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

/** A part, a type or a group, to be found by what it is called and what it offers. */
export function PickDialog({ title, options, nothing, onPick, onClose }: PickDialogProps) {
  const [query, setQuery] = useState('');
  const matches = matching(options, query);
  // What cannot be chosen comes last.
  const found = [true, false].flatMap((possible) => matches.filter((option) => option.possible === possible));
  const shown = found.map(({ type, ...option }) => ({ ...option, icon: <Picture type={type} /> }));
  return (
    <PickFrame title={title} onClose={onClose}>
      <PickList
        title={title}
        query={query}
        onQuery={setQuery}
        groups={[{ title: '', options: shown }]}
        nothing={options.length === 0 ? nothing : pickText.nothing}
        onPick={onPick}
      />
    </PickFrame>
  );
}

function Picture({ type }: { type: ComponentType | null }) {
  return type ? (
    <PartIcon type={type} />
  ) : (
    <IconStack2 size={16} stroke={1.5} aria-hidden className={classes.set} />
  );
}
