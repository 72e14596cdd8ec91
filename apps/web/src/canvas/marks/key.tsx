import classes from './key.module.css';

/** The picture of a key. */
export function Key({ children }: { children: string }) {
  return <kbd className={classes.key}>{children}</kbd>;
}
