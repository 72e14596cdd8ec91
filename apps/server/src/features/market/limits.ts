/** Published templates that a search looks through: the newest ones. */
export const MAX_OFFERS = 500;
