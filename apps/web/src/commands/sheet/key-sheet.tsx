import { Modal, Switch } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../api/session.ts';
import { keySheetText } from '../../messages/frame/commands.ts';
import { frameText } from '../../messages/frame.ts';
import { Key, keysIn } from '../../ui/keys/key.tsx';
import { singleKeysOn, switchSingleKeys } from '../../ui/keys/single-keys.ts';
import type { KeyGroup } from '../command.ts';
import { pageCommands } from '../page-commands.ts';
import { placesFor } from '../places.ts';
import { PALETTE_CHORDS, SHEET_CHORD } from '../use-keys.ts';
import classes from './key-sheet.module.css';

/** All keys of the page that is open and of every page, and the switch for those of one sign. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const [groups] = useState(() => [...pageGroups(), everywhere(placesFor(me))]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={keySheetText.title}
      returnFocus={false}
      size={groups.length > 2 ? 760 : 480}
      padding={0}
      classNames={{ header: classes.header }}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': frameText.close }}
    >
      <div className={classes.keys} data-wide={groups.length > 2 || undefined}>
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(({ chord, what }) => (
                <div key={`${chord} ${what}`}>
                  <dt>{what}</dt>
                  <dd>
                    {chord
                      .split(' ')
                      .flatMap((press) =>
                        keysIn(press).map((key) => <Key key={`${press} ${key}`}>{key}</Key>),
                      )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <SingleKeys />
    </Modal>
  );
}

function SingleKeys() {
  const [on, setOn] = useState(singleKeysOn);
  return (
    <div className={classes.foot}>
      <Switch
        label={keySheetText.single}
        description={keySheetText.singleText}
        checked={on}
        onChange={(event) => {
          switchSingleKeys(event.currentTarget.checked);
          setOn(event.currentTarget.checked);
        }}
      />
      <p>{keySheetText.note}</p>
    </div>
  );
}

function pageGroups(): readonly KeyGroup[] {
  const page = pageCommands();
  if (!page) return [];
  if (page.sheet) return page.sheet;
  const rows = page.list().flatMap(({ keys, label }) => (keys ? [{ chord: keys, what: label }] : []));
  return rows.length === 0 ? [] : [{ title: page.title, rows }];
}

function everywhere(places: ReturnType<typeof placesFor>): KeyGroup {
  const [palette = ''] = PALETTE_CHORDS;
  return {
    title: keySheetText.everywhere,
    rows: [
      { chord: palette, what: keySheetText.commands },
      { chord: SHEET_CHORD, what: keySheetText.sheet },
      ...places.flatMap(({ key, label }) =>
        key === null ? [] : [{ chord: `G ${key}`, what: keySheetText.goTo(label) }],
      ),
      { chord: 'F6', what: keySheetText.nextRegion },
      { chord: 'Shift+F6', what: keySheetText.previousRegion },
      { chord: 'Esc', what: keySheetText.back },
    ],
  };
}
