import type { Quote } from '../../api/types.ts';
import { meterName, priceText } from '../../messages/money/prices.ts';
import { Fact, Facts } from '../../ui/data/facts.tsx';
import { addedUp, money, sign } from '../../ui/format/money.ts';
import { duration } from '../../ui/format/time.ts';
import classes from './quote.module.css';

type Costing = Pick<Quote, 'estimate' | 'currency' | 'budget'>;

/** What a slot, or a series, is expected to cost, what that is made of, and the most that it can come to. */
export function QuoteCost(props: { quote: Costing }) {
  const { estimate, currency } = props.quote;
  const { byBand, expectedMicros, reservedMicros } = estimate;
  const use = expectedMicros - reservedMicros;
  const { rows, total } = addedUp([...byBand.map((share) => share.reservedMicros), use]);
  const text = (amount: string | undefined) => `${amount} ${sign(currency)}`;
  const several = byBand.length > 1;
  return (
    <>
      <Facts apart className={classes.quoteFacts}>
        {byBand.map(({ band, seconds }, n) => (
          <Fact
            key={band ?? ''}
            label={
              several || band !== null
                ? priceText.reservedIn(band, duration(seconds * 1000))
                : priceText.reserved
            }
          >
            {text(rows[n])}
          </Fact>
        ))}
        {use > 0 && <Fact label={priceText.use}>{text(rows.at(-1))}</Fact>}
        <Fact label={priceText.expected}>{text(total)}</Fact>
      </Facts>
      <MostCost quote={props.quote} />
    </>
  );
}

/** The most that it can come to, with the fees that it brings; what nothing bounds is named. */
export function MostCost({ quote: { estimate, currency, budget } }: { quote: Costing }) {
  const { maximumMicros, unbounded } = estimate;
  return (
    <>
      <Facts apart>
        {budget.feeMicros > 0 && (
          <Fact label={priceText.fee(budget.feeMonths)}>{money(budget.feeMicros, currency)}</Fact>
        )}
        <Fact label={unbounded.length > 0 ? priceText.mostWith : priceText.most}>
          {money(maximumMicros + budget.feeMicros, currency)}
        </Fact>
      </Facts>
      {unbounded.length > 0 && (
        <p className={classes.note}>{priceText.unbounded(unbounded.map(meterName))}</p>
      )}
    </>
  );
}
