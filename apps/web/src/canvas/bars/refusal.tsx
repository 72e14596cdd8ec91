import { useEffect, useState } from 'react';
import classes from '../flow/flow.module.css';
import { useSession } from '../store/designer.ts';

const SHOWN_MS = 6000;

/** Why nothing was done, for who looks; the live region says the same. */
export function Refusal() {
  const { text, nth, refusal } = useSession((state) => state.said);
  const [past, setPast] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setPast(nth), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [nth]);
  if (!refusal || past === nth) return null;
  return (
    <div aria-hidden="true" className={classes.banner} data-refusal>
      {text}
    </div>
  );
}
