/** Templates on one page of a search. */
export const OFFERS_PER_PAGE = 24;
/** What is searched for, in UTF-16 code units. */
export const MAX_SEARCH_TEXT = 100;
/** What a template says of itself, in UTF-16 code units. */
export const MAX_TEMPLATE_TEXT = 4000;
/** What a publisher may ask for an hour of one: 1,000 of the currency. */
export const MAX_TEMPLATE_PRICE_MICROS = 1_000_000_000;
