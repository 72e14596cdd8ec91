import classes from './cut-name.module.css';

/** A name that is cut where there is no room for it, before the number that tells it from its namesakes. */
export function CutName({ name }: { name: string }) {
  const [, head = name, number = ''] = /^(.*\S)(\s+\d{1,5})$/.exec(name) ?? [];
  return (
    <span className={classes.name} title={name}>
      <span className={classes.head}>{head}</span>
      <span className={classes.number}>{number}</span>
    </span>
  );
}
