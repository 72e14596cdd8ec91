/** What a channel may cost, and what happens when it does. */
export const budgetText = {
  title: (channel: string) => `Budget, channel ${channel}`,
  of: (spent: string, amount: string) => `${spent} of ${amount}`,
  pillSpent: 'Spent',
  pillOf: (amount: string) => `of ${amount}`,
  pillLabel: (spent: string, amount: string) => `Spent ${spent} of ${amount} this month. Go to usage.`,
  bar: (percent: number, expected: number) =>
    `${percent} % spent, ${expected} % expected by the end of the month`,
  percent: (percent: number) => `${percent} %`,
  alert: 'alert',
  stops: 'stop',
  sent: (when: string) => `sent ${when}`,
  expected: 'expected this month',
  notExpected: 'not expected',
  off: 'off',
  told: (names: string) => `Told: ${names}`,
  scope:
    'Holds for everything in this channel, each calendar month (UTC). It starts anew with the next month.',
  isDefault: 'Set for every new channel; change it whenever you like.',
  change: 'Change',
  capAt: (when: string) => `What runs now reaches the cap ${when} and is stopped there.`,
  reached: (amount: string) =>
    `The cap of ${amount} is reached: nothing runs in this channel until you raise it or the next month begins. Data is kept.`,
  crossed: (percent: number, amount: string) => `${percent} % of this month's ${amount} are spent.`,

  dialog: 'Budget of this channel',
  amount: (sign: string) => `Most per calendar month, ${sign}`,
  amountProblem: 'Give an amount from 0 to 1,000,000.',
  alerts: 'Tell when this much is spent',
  hardCap: 'Stop at the budget',
  hardCapOn:
    'What runs is stopped when its charges reach it. No charge ever goes beyond it; data, names and addresses are kept.',
  hardCapOff: 'Nothing is stopped. You are told, and charges can go beyond it.',
  whoIsTold: 'Who is told',
  whoDefault: 'Nobody chosen: every owner of the account.',
  save: 'Save the budget',
  cancel: 'Cancel',
  saved: 'The budget is changed.',
  belowFee: {
    title: 'The amount is less than the fee of a month',
    text: 'Nothing could ever start at that. Nothing was changed; choose a higher amount, or do not stop at it.',
  },
  belowSpent: {
    title: 'The amount is too low',
    text: 'This month has come to more than that already, and what was charged stays. Nothing was changed; choose a higher amount, or do not stop at it.',
  },

  fee: 'The fee comes with the first charge of a month; nothing else in that month brings it again.',
  atCap: {
    title: 'The channel comes to its cap before that',
    text: 'It would not start, so nothing was booked or changed. Raise the cap under Usage, or choose another month.',
  },
  startsNot: (amount: string) =>
    `This channel comes to its cap of ${amount} before that, so it would not start. Raise the cap, or choose another month.`,
  toBudget: 'See the budget',
  stopsAtCap: (amount: string) => `Stops at the cap of this channel, ${amount} a month.`,
  wouldStop: (when: string, amount: string) =>
    `With what is booked, this channel reaches its cap of ${amount} on ${when}: everything that runs stops then, its data is kept. Raise the cap, or book less.`,
  overBudget: (amount: string) =>
    `There is no hard cap: charges can go beyond the budget of ${amount} a month.`,
};
