import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { paths } from '../paths.ts';
import { inDialog, isTyping } from '../ui/layout/typing.ts';

const WHERE: Readonly<Record<string, () => string>> = {
  d: paths.designs,
  m: paths.market,
  s: paths.schedule,
  l: paths.environments,
  u: paths.usage,
};
const WHERE_OPERATOR: typeof WHERE = { ...WHERE, o: paths.dataCenter };
/** The second key comes this soon, or it is a key of its own. */
const PATIENCE_MS = 1500;

/** `G` and then a letter goes to a page, wherever nobody types. */
export function useGoKeys(operator: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    let since = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || inDialog(event.target))
        return;
      const key = event.key.toLowerCase();
      const pages = operator ? WHERE_OPERATOR : WHERE;
      const where = event.timeStamp - since < PATIENCE_MS ? pages[key] : undefined;
      since = key === 'g' ? event.timeStamp : -Infinity;
      if (!where) return;
      event.preventDefault();
      event.stopPropagation();
      void navigate(where());
    };
    // Before the page: its own keys have the same letters.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [navigate, operator]);
}
