import { Tabs } from '@mantine/core';
import { outlineText, paletteText } from '../../messages/canvas.ts';
import { region } from '../../ui/layout/region.ts';
import { Key } from '../../ui/keys/key.tsx';
import { Outline } from '../outline/outline.tsx';
import { useDesigner, useSession } from '../store/designer.ts';
import { Palette } from './palette.tsx';
import classes from './palette.module.css';

/** Left of the drawing: what can be added, or what is there. */
export function LeftPane() {
  const { session } = useDesigner();
  const pane = useSession((state) => state.leftPane);
  return (
    <aside {...region} className={classes.palette} aria-label={paletteText.region}>
      <Tabs
        value={pane}
        onChange={(next) => session.setState({ leftPane: next === 'outline' ? 'outline' : 'catalog' })}
        keepMounted={false}
        classNames={{ root: classes.tabs, list: classes.tabList, tab: classes.tab, panel: classes.pane }}
      >
        <Tabs.List>
          <Tabs.Tab value="catalog">{paletteText.title}</Tabs.Tab>
          <Tabs.Tab value="outline">{outlineText.title}</Tabs.Tab>
          <span className={classes.tabEnd}>{pane === 'catalog' && <Key>N</Key>}</span>
        </Tabs.List>
        <Tabs.Panel value="catalog">
          <Palette />
        </Tabs.Panel>
        <Tabs.Panel value="outline">
          <Outline />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
