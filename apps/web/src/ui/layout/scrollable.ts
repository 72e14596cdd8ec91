/** For an element that scrolls but may hold nothing to focus: a tab stop, so that the keyboard can scroll it (WCAG 2.1.1). */
export const scrollable = { tabIndex: 0 } as const;
