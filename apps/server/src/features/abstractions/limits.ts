/** Abstractions of one account that are not removed. */
export const MAX_ABSTRACTIONS = 200;
/** The JSON of one version, in UTF-16 code units. */
export const MAX_CONTENT = 400_000;
/** Designs that are listed as using one. */
export const MAX_USAGES = 200;
/** What a template says of itself on the market, in UTF-16 code units. */
export const MAX_TEXT = 4000;
/** What a publisher may ask for an hour of one: 1,000 of the currency. */
export const MAX_PRICE_MICROS = 1_000_000_000;
