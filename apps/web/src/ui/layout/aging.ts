/** For figures that go on changing on the server: hatched while the frame says that the page's data are old. */
export const aging = { 'data-aging': '' } as const;
