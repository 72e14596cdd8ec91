import { Button } from '@mantine/core';
import { dialogText, paletteText, said } from '../../messages/canvas.ts';
import { nameOf } from '../commands/gestures.ts';
import { analysisOf, useDesigner, useSession } from '../store/designer.ts';
import { stepBack } from '../store/session-store.ts';
import { carriedType } from './carry.ts';
import classes from './flow.module.css';
import { Key } from '../marks/key.tsx';

/** Says what the next click will do while something is armed, with the way out. */
export function Banner() {
  const designer = useDesigner();
  const armed = useSession(({ carry }) => (carry?.mode === 'armed' ? carry.carried : null));
  const connecting = useSession((state) => (state.connecting?.mode === 'click' ? state.connecting : null));
  if (!armed && !connecting) return null;
  const abstraction = designer.catalog.abstractions.find(({ id }) => id === armed?.id);
  const text = armed
    ? paletteText.armed(carriedType(designer, armed)?.name ?? abstraction?.name ?? '')
    : said.connecting(nameOf(analysisOf(designer).model, connecting?.component ?? ''));
  return (
    <div className={classes.banner} role="status">
      <span>{text}</span>
      <Button
        size="xs"
        variant="subtle"
        rightSection={<Key>Esc</Key>}
        onClick={() => stepBack(designer.session)}
      >
        {dialogText.close}
      </Button>
    </div>
  );
}
