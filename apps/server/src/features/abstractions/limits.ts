/** Abstractions of one account that are not removed. */
export const MAX_ABSTRACTIONS = 200;
/** The JSON of one version, in UTF-16 code units. */
export const MAX_CONTENT = 400_000;
/** Designs that are listed as using one. */
export const MAX_USAGES = 200;
