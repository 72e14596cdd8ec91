import { Button } from '@mantine/core';
import { canvasText, dialogText, paletteText } from '../../messages/canvas.ts';
import { parameterText } from '../../messages/designer/abstractions.ts';
import { said } from '../../messages/designer/said.ts';
import { nameOf, namesOf } from '../commands/gestures.ts';
import { analysisOf, useDesigner, useSession } from '../store/designer.ts';
import { stepBack } from '../store/session-store.ts';
import { carriedType } from '../hand/carry.ts';
import classes from '../flow/flow.module.css';
import { Key } from '../../ui/keys/key.tsx';

/** Says what the next click will do while something is armed, with the way out. */
export function Banner() {
  const designer = useDesigner();
  const armed = useSession(({ carry }) => (carry?.mode === 'armed' ? carry.carried : null));
  const connecting = useSession((state) => (state.connecting?.mode === 'click' ? state.connecting : null));
  const placing = useSession((state) => state.placing);
  const pointing = useSession(({ draft }) => draft?.pointing ?? false);
  if (!armed && !connecting && !placing && !pointing) return null;
  const { model } = analysisOf(designer);
  const text = placing
    ? canvasText.placing(namesOf(model, placing.ids))
    : armed
      ? paletteText.armed(carriedType(designer, armed)?.name ?? '')
      : connecting
        ? said.connecting(nameOf(model, connecting.component))
        : parameterText.hint;
  const aimed = armed !== null || connecting !== null || placing !== null;
  return (
    <div data-banner className={classes.banner} role="status">
      <span>{text}</span>
      <Button
        size="xs"
        variant="subtle"
        rightSection={<Key>Esc</Key>}
        onClick={() => stepBack(designer.session)}
      >
        {aimed ? dialogText.close : parameterText.done}
      </Button>
    </div>
  );
}
