import { canvasText, dialogText } from '../../messages/canvas.ts';
import { nameOf } from '../commands/gestures.ts';
import { analysisOf, useDesigner, useSession } from '../store/designer.ts';
import { carriedType } from './carry.ts';
import { PartIcon } from '../marks/part-icon.tsx';
import classes from '../flow/flow.module.css';

/** What is carried, beside the pointer, with what would happen here. */
export function Ghost() {
  const designer = useDesigner();
  const carry = useSession((state) => state.carry);
  if (!carry?.pointer) return null;
  const { carried, target, pointer } = carry;
  const { model } = analysisOf(designer);
  const type = carriedType(designer, carried);
  const name = carried.what === 'part' ? nameOf(model, carried.id) : type?.name;
  const refusal = target?.refusal ?? null;
  const note =
    target === null
      ? null
      : refusal === null
        ? (target.joins ? canvasText.joinedTo : canvasText.intoPart)(nameOf(model, target.host))
        : target.lands
          ? `${nameOf(model, target.host)}: ${refusal}, ${dialogText.blocker}`
          : refusal;
  return (
    <div className={classes.ghost} style={{ left: pointer.x, top: pointer.y }} aria-hidden="true">
      <span className={classes.ghostPart}>
        {type && <PartIcon type={type} />}
        {name}
      </span>
      {note !== null && (
        <span className={classes.ghostNote} data-refuses={refusal !== null || undefined}>
          {note}
        </span>
      )}
    </div>
  );
}
