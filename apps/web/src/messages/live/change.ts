import { errorText, type Sentences } from '../errors.ts';

/** Applying a newer revision of a design to what runs. */
export const applyText = {
  title: (to: number) => `Revision ${to} of its design does not run yet`,
  text: (from: number) => `Revision ${from} runs, and nothing of it changes until you apply the newer one.`,
  review: 'Review changes',
  applying: 'A change is being applied',
  applyingText: 'What is as it was goes on running.',
  dialog: (from: number, to: number) => `Apply revision ${to} to what runs as revision ${from}`,
  what: 'What changes in the design',
  same: 'Only places and names of groups differ: nothing has to be made.',
  effect: 'What becomes of the machines',
  kept: (n: number) => (n === 1 ? '1 goes on running' : `${n} go on running`),
  remade: (n: number) => (n === 1 ? '1 begins anew' : `${n} begin anew`),
  remadeText: 'at their addresses, with the data that is kept; everything else on them is gone',
  added: (n: number) => (n === 1 ? '1 is added' : `${n} are added`),
  removed: (n: number) => (n === 1 ? '1 is removed' : `${n} are removed`),
  removedText: 'their data stays with the environment',
  named: (names: readonly string[], n: number) =>
    n > names.length ? `${names.join(', ')} and ${n - names.length} more` : names.join(', '),
  price: 'Price',
  perHour: 'Now, per hour',
  rest: (end: string) => `Until ${end}, expected`,
  fromTo: (from: string, to: string) => `${from} → ${to}`,
  problem: 'This revision cannot be applied yet',
  problemText: 'The design has a problem that stops booking. Fix it first; what runs goes on as it is.',
  openDesign: 'Open design',
  fixed: 'This would change what is fixed after the start',
  fixedText: (list: string) => `${list}. Book a new slot for that; what runs goes on as it is.`,
  full: 'There is no room for it now',
  fullText: 'What runs goes on as it is.',
  laterStay: (n: number) =>
    n === 1
      ? 'The slot that is booked after this one stays as it is; it can be changed in the'
      : `The ${n} slots that are booked after this one stay as they are; they can be changed in the`,
  schedule: 'schedule',
  apply: 'Apply to what runs',
  later: 'Not now',
  applied: (revision: number) => `Revision ${revision} is being applied`,
};

export const applyErrors: Sentences = {
  PRICE_CHANGED: {
    title: 'The price has changed',
    text: 'Nothing was changed. Look at the new price and apply again.',
  },
  CONFLICT: {
    title: 'Something else changed in the meantime',
    text: 'Nothing was changed. Look again; what is shown now is as it is.',
  },
  NOT_BOOKABLE: errorText.NOT_BOOKABLE,
};
