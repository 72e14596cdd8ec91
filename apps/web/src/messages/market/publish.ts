import type { Sentences } from '../errors.ts';

export const publishText = {
  title: 'Publish a version',
  lead: 'Everybody who signs in finds it on the market. A published version never changes: other contents or terms are another version.',
  what: 'Version',
  none: 'Every version of your abstractions is published already. Save a new version first.',
  nothing: 'You have no abstraction yet. Select parts of a design and save them as one.',
  toDesigns: 'To the designs',
  option: (name: string, semver: string) => `${name} ${semver}`,
  text: 'What it is for',
  textHint: 'Shown on its page.',
  price: 'You ask, per hour',
  priceProblem: (most: number) => `Ask from 0 to ${most} an hour.`,
  priceHint:
    'On top of its parts, for each one that is booked. It is credited to your account from the same usage that its users pay.',
  forkable: 'Others may fork it',
  forkableHint: 'They make an abstraction of their own out of it, which names yours and pays you nothing.',
  publish: 'Publish',
  cancel: 'Cancel',
  insideFirst: {
    title: 'Something inside of it is not published',
    text: 'Nothing was published. Publish the abstraction of yours that is inside first, then this one.',
  },
  notBookable: {
    title: 'Nobody could book this version',
    text: 'Nothing was published. Solve the problems of its source, and save that as a new version.',
  },
  published: (name: string, semver: string) => `${name} ${semver} is on the market`,
  withdraw: 'Withdraw',
  withdrawTitle: (name: string, semver: string) => `Withdraw ${name} ${semver}?`,
  withdrawText:
    'Nobody new can use this version from then on. Who uses it already goes on to, with everything that is booked, and goes on paying you.',
  withdrawn: (name: string, semver: string) => `${name} ${semver} is off the market`,
  keep: 'Keep it',
};

/** Why the server did not publish a version. */
export function publishErrors(issues: readonly string[]): Sentences {
  if (issues.includes('inside unpublished')) return { BAD_INPUT: publishText.insideFirst };
  return issues.includes('not bookable') ? { BAD_INPUT: publishText.notBookable } : {};
}
