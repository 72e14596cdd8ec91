/** What somebody new may want to have done once. */
export const firstStepsText = {
  title: 'First steps',
  count: (done: number, all: number) => `${done} of ${all} done`,
  dismiss: 'Do not show again',
  done: 'Done',
  todo: 'To do',
  draw: { title: 'Draw, or take what is ready', text: 'Each start above makes a design. It costs nothing.' },
  book: { title: 'Book a slot', text: 'The price is shown before, and the most that it can come to.' },
  run: { title: 'See it run', text: 'It starts by itself when its slot does.' },
  cost: { title: 'See what it cost', text: 'By the hour and by part, down to the invoice line.' },
};
