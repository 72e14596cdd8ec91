import { VisuallyHidden } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { pickText } from '../../messages/frame/pick.ts';
import { focusAtOnce } from '../layout/focus-at-once.ts';
import classes from './pick-list.module.css';

export interface PickOption {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly note: ReactNode;
  /** What speaks against it; shown in place of the note. */
  readonly reason: string | null;
  readonly possible: boolean;
}

export interface PickGroup {
  /** Empty where there is but one. */
  readonly title: string;
  readonly options: readonly PickOption[];
}

interface PickListProps {
  readonly title: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** What answers the query. */
  readonly groups: readonly PickGroup[];
  /** What is said where nothing does. */
  readonly nothing: string;
  readonly onPick: (id: string) => void;
}

/**
 * Type, choose with the arrows, Enter. What cannot be chosen stays in the list and says why. The focus stays in the text field, which
 * says which option is active (the combobox pattern of ARIA).
 */
export function PickList({ title, query, onQuery, groups, nothing, onPick }: PickListProps) {
  const [active, setActive] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const found = groups.flatMap(({ options }) => options);
  const at = Math.min(active, found.length - 1);
  const idOf = (id: string) => `${list} ${id}`.replaceAll(' ', '-');
  const shown = found[at] && idOf(found[at].id);
  const pick = (option: PickOption | undefined) => {
    if (option?.possible) onPick(option.id);
  };
  useEffect(() => {
    if (shown) document.getElementById(shown)?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') pick(found[at]);
    if (event.key !== 'Enter' && (step === undefined || found.length === 0)) return;
    event.preventDefault();
    setActive((at + (step ?? 0) + found.length) % Math.max(1, found.length));
  };
  return (
    <>
      <input
        className={classes.search}
        role="combobox"
        aria-label={title}
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown}
        placeholder={pickText.search}
        ref={focusAtOnce}
        data-autofocus
        value={query}
        onChange={(event) => {
          onQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} ref={box} role="listbox" aria-label={title} className={classes.list}>
        {groups.map(({ title: heading, options }) => (
          <Group key={heading} title={heading}>
            {options.map((option) => (
              <Option
                key={option.id}
                option={option}
                id={idOf(option.id)}
                active={option === found[at]}
                onHover={() => setActive(found.indexOf(option))}
                onPick={() => pick(option)}
              />
            ))}
          </Group>
        ))}
      </div>
      {found.length === 0 && <p className={classes.nothing}>{nothing}</p>}
      <VisuallyHidden component="div" role="status">
        {query === '' ? '' : pickText.found(found.length)}
      </VisuallyHidden>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  if (title === '') return children;
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} role="presentation" className={classes.group}>
        {title}
      </div>
      {children}
    </div>
  );
}

interface OptionProps {
  readonly option: PickOption;
  readonly id: string;
  readonly active: boolean;
  readonly onHover: () => void;
  readonly onPick: () => void;
}

function Option({ option, id, active, onHover, onPick }: OptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the text field handles keys and says which option is active
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-disabled={!option.possible || undefined}
      tabIndex={-1}
      className={classes.option}
      data-active={active || undefined}
      onPointerMove={onHover}
      onClick={onPick}
    >
      {option.icon}
      <span className={classes.optionName} title={option.label}>
        {option.label}
      </span>
      <span className={classes.optionNote} data-reason={option.reason !== null || undefined}>
        {option.reason ?? option.note}
      </span>
    </div>
  );
}
