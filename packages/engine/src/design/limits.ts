/** Bounds on one design. They hold before, while and after a document is parsed (reliability: huge or deep design). */
export const MAX_COMPONENTS = 12_000;
export const MAX_CONNECTIONS = 40_000;
export const MAX_GROUPS = 2000;
export const MAX_COUNT = 4096;
/** Copies of everything in one design, nested counts multiplied out. */
export const MAX_TOTAL_COPIES = 20_000;
export const MAX_NAME = 200;
export const MAX_DEPTH = 32;
/** What a version of an abstraction says of what is new in it, in UTF-16 code units. */
export const MAX_VERSION_NOTES = 200;
export const MAX_REPORTED_ISSUES = 20;
/** Largest coordinate on the canvas, in pixels at 100 %. */
export const MAX_POSITION = 1_000_000;
/** Longest text of a copied fragment, in UTF-16 code units: the largest design has about as much. */
export const MAX_FRAGMENT_TEXT = 8_000_000;
