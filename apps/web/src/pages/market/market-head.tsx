import { NativeSelect, SegmentedControl } from '@mantine/core';
import { SORTS, type Sort } from '@patchbay/engine/market';
import { IconX } from '@tabler/icons-react';
import {
  contentNames,
  marketText,
  publisherNames,
  soonNames,
  sortNames,
  systemNames,
} from '../../messages/market/market.ts';
import { ReasonedButton } from '../../ui/form/reasoned-button.tsx';
import type { Asked } from './query.ts';
import classes from './market.module.css';

interface MarketHeadProps {
  readonly asked: Asked;
  /** Null until it is known. */
  readonly total: number | null;
  readonly onChange: (part: Partial<Asked>) => void;
  /** Why whoever looks may not publish; null when they may. */
  readonly notPublish: string | null;
  readonly onPublish: () => void;
}

/** How many there are, which filters are on, how they are sorted and shown. */
export function MarketHead({ asked, total, onChange, notPublish, onPublish }: MarketHeadProps) {
  return (
    <header className={classes.head}>
      <h1 tabIndex={-1}>{marketText.title}</h1>
      <span role="status">{total === null ? '' : marketText.count(total)}</span>
      <ul className={classes.chips}>
        {chipsOf(asked).map(({ label, without }) => (
          <li key={label}>
            <button
              type="button"
              className={classes.chip}
              aria-label={marketText.remove(label)}
              onClick={() => onChange(without)}
            >
              {label}
              <IconX size={12} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <NativeSelect
        size="xs"
        aria-label={marketText.sort}
        value={asked.sort}
        data={SORTS.map((sort) => ({ value: sort, label: sortNames[sort] }))}
        onChange={(event) => onChange({ sort: event.currentTarget.value as Sort })}
      />
      <SegmentedControl
        size="xs"
        aria-label={marketText.view}
        value={asked.view}
        data={[
          { value: 'cards', label: marketText.cards },
          { value: 'table', label: marketText.table },
        ]}
        onChange={(view) => onChange({ view: view === 'table' ? 'table' : 'cards', page: asked.page })}
      />
      <ReasonedButton reason={notPublish} onClick={onPublish}>
        {marketText.publish}
      </ReasonedButton>
    </header>
  );
}

interface Chip {
  readonly label: string;
  readonly without: Partial<Asked>;
}

/** One for each value that is asked for, which takes it away. */
function chipsOf({ contents, systems, publishers, soon }: Asked): Chip[] {
  const rest = <T,>(values: readonly T[], value: T) => values.filter((one) => one !== value);
  return [
    ...(soon ? [{ label: soonNames[soon], without: { soon: null } }] : []),
    ...contents.map((value) => ({
      label: contentNames[value],
      without: { contents: rest(contents, value) },
    })),
    ...systems.map((value) => ({ label: systemNames[value], without: { systems: rest(systems, value) } })),
    ...publishers.map((value) => ({
      label: publisherNames[value],
      without: { publishers: rest(publishers, value) },
    })),
  ];
}
