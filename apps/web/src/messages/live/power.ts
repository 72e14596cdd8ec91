/** Stopping and starting single machines of an environment that runs. */
export const powerText = {
  column: 'Power',
  group: (name: string) => `Power of ${name}`,
  off: 'Stop',
  on: 'Start',
  restart: 'Restart',
  offOf: (name: string) => `Stop ${name}`,
  onOf: (name: string) => `Start ${name}`,
  restartOf: (name: string) => `Restart ${name}`,
  /** Why a button cannot be used now. */
  notRunning: 'Machines are stopped and started while their slot is running.',
  pending: 'The last change is on its way.',
  isOff: 'It is stopped.',
  isOn: 'It runs.',
  changing: (word: string) => `${word}; wait until that is done.`,
  pick: (name: string) => `Choose ${name}`,
  pickAll: 'Choose all machines',
  picked: (n: number) => (n === 1 ? '1 machine chosen' : `${n} machines chosen`),
  clear: 'Choose none',
  reserved: 'What is stopped keeps its place, data and addresses, and stays reserved and charged.',
  done: {
    off: (n: number) => (n === 1 ? 'Stopping the machine' : `Stopping ${n} machines`),
    on: (n: number) => (n === 1 ? 'Starting the machine' : `Starting ${n} machines`),
    restart: (n: number) => (n === 1 ? 'Restarting the machine' : `Restarting ${n} machines`),
  },
};
