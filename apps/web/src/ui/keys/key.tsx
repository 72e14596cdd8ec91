import classes from './key.module.css';

/** The picture of a key. */
export function Key({ children }: { children: string }) {
  return <kbd className={classes.key}>{children}</kbd>;
}

const MAC = navigator.platform.startsWith('Mac');
const SHOWN: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', Delete: 'Del' };

/** The keys of a chord as this machine's keyboard has them. */
export function keysIn(chord: string): string[] {
  if (chord === '+' || chord === '') return chord === '' ? [] : ['+'];
  return chord.split('+').map((key) => (MAC && key === 'Ctrl' ? '⌘' : (SHOWN[key] ?? key)));
}

/** `Ctrl+Shift+G`, as a hint behind a name. */
export function keyText(chord: string): string {
  return keysIn(chord).join('+');
}
