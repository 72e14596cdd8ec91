import { allocate } from '../money/index.ts';
import { hourBuckets, hourStart, type Instant, type Interval } from '../time/index.ts';

/** A quantity within one UTC hour. */
export interface BucketQuantity {
  readonly bucket: Instant;
  readonly quantity: number;
}

/** Spreads a quantity over the UTC hours of its interval by time; the parts sum to the quantity exactly (MTR-1). */
export function rollUp(during: Interval, quantity: number): BucketQuantity[] {
  const pieces = hourBuckets(during);
  const shares = allocate(
    quantity,
    pieces.map((piece) => piece.end - piece.start),
  );
  return pieces.map((piece, i) => ({ bucket: hourStart(piece.start), quantity: shares[i] ?? 0 }));
}
