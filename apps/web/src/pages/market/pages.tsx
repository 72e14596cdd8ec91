import { Button } from '@mantine/core';
import { OFFERS_PER_PAGE } from '@patchbay/engine/market';
import { marketText } from '../../messages/market/market.ts';
import classes from './market.module.css';

/** From page to page; nothing where there is only one. */
export function Pages(props: { total: number; page: number; onChange: (page: number) => void }) {
  const { total, page, onChange } = props;
  const last = Math.max(0, Math.ceil(total / OFFERS_PER_PAGE) - 1);
  if (last === 0) return null;
  return (
    <nav className={classes.pages} aria-label={marketText.pages}>
      <Button variant="default" size="xs" disabled={page === 0} onClick={() => onChange(page - 1)}>
        {marketText.previous}
      </Button>
      <span>{marketText.page(page + 1, last + 1)}</span>
      <Button variant="default" size="xs" disabled={page >= last} onClick={() => onChange(page + 1)}>
        {marketText.next}
      </Button>
    </nav>
  );
}
