import classes from './tag.module.css';

/** A word that sorts what it stands beside. */
export function Tag({ children }: { children: string }) {
  return <span className={classes.tag}>{children}</span>;
}

/** How many there are of what it stands beside. */
export function Count({ children }: { children: number }) {
  return <span className={classes.count}>{children}</span>;
}
