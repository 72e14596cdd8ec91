import { Modal } from '@mantine/core';
import type { ComponentType } from '@patchbay/catalog';
import { IconStack2, type Icon } from '@tabler/icons-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { dialogText } from '../../messages/canvas.ts';
import { matching } from '../commands/search.ts';
import { PartIcon } from '../marks/part-icon.tsx';
import { focusAtOnce } from '../../ui/layout/focus-at-once.ts';
import classes from './dialogs.module.css';

export interface PickOption {
  readonly id: string;
  readonly label: string;
  /** Null for what is no part. */
  readonly type: ComponentType | null;
  /** In place of the picture of a type. */
  readonly icon?: Icon | undefined;
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

/** Type, choose with the arrows, Enter. What cannot be chosen stays in the list and says why. */
export function PickDialog(props: PickDialogProps) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      returnFocus={false}
      size={440}
      padding={0}
      classNames={{ header: classes.header }}
      yOffset="16vh"
      centered={false}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': dialogText.close }}
    >
      <Picker {...props} />
    </Modal>
  );
}

function Picker({ title, options, nothing, onPick }: PickDialogProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const matches = matching(options, query);
  // What cannot be chosen comes last.
  const found = [true, false].flatMap((possible) => matches.filter((option) => option.possible === possible));
  const at = Math.min(active, found.length - 1);
  const idOf = (option: PickOption) => `${list} ${option.id}`.replaceAll(' ', '-');
  const pick = (option: PickOption | undefined) => {
    if (option?.possible) onPick(option.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') pick(found[at]);
    if (event.key !== 'Enter' && (step === undefined || found.length === 0)) return;
    event.preventDefault();
    const next = (at + (step ?? 0) + found.length) % Math.max(1, found.length);
    setActive(next);
    box.current?.children[next]?.scrollIntoView({ block: 'nearest' });
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
        aria-activedescendant={found[at] && idOf(found[at])}
        placeholder={dialogText.search}
        ref={focusAtOnce}
        data-autofocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} ref={box} role="listbox" aria-label={title} className={classes.list}>
        {found.map((option, index) => (
          <Option
            key={option.id}
            option={option}
            id={idOf(option)}
            active={index === at}
            onHover={() => setActive(index)}
            onPick={() => pick(option)}
          />
        ))}
      </div>
      {found.length === 0 && (
        <p className={classes.nothing}>{options.length === 0 ? nothing : dialogText.nothing}</p>
      )}
    </>
  );
}

function Option(props: {
  option: PickOption;
  id: string;
  active: boolean;
  onHover: () => void;
  onPick: () => void;
}) {
  const { option, id, active, onHover, onPick } = props;
  const Shape = option.icon ?? IconStack2;
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
      {option.type ? (
        <PartIcon type={option.type} />
      ) : (
        <Shape size={16} stroke={1.5} aria-hidden className={option.icon ? undefined : classes.set} />
      )}
      <span className={classes.optionName}>{option.label}</span>
      <span className={classes.optionNote} data-reason={option.reason !== null || undefined}>
        {option.reason ?? option.note}
      </span>
    </div>
  );
}
