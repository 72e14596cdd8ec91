import { canvasText } from '../../messages/canvas.ts';
import classes from './flow.module.css';

/** Names the library that the sheet is made with, outside of the tree of parts. */
export function Credit() {
  return (
    <a className={classes.credit} href="https://reactflow.dev" target="_blank" rel="noreferrer">
      {canvasText.credit}
    </a>
  );
}
