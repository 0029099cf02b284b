const was = (count: number) => (count === 1 ? 'was' : 'were');
const is = (count: number) => (count === 1 ? 'is' : 'are');

/** What happened, one sentence each. `records` are names in a list, `count` is how many there are. */
export const timeline = {
  address: (family: string, address: string) => `The public ${family} address is ${address}.`,
  changed: (family: string, before: string, address: string) =>
    `The public ${family} address changed from ${before} to ${address}.`,
  /** `how` it is known to be right; the same in the next two. */
  written: {
    updated: (records: string, _count: number, address: string, how: string) =>
      `${address} was written to ${records}; ${how}.`,
    created: (records: string, count: number, address: string, how: string) =>
      `${records} ${was(count)} created with ${address}; ${how}.`,
    alreadyRight: (records: string, _count: number, address: string, how: string) =>
      `${records} held ${address} already; ${how}.`,
  },
  /** `cause` has no full stop. */
  failed: (records: string, cause: string) => `${records} could not be updated: ${cause}.`,
  recovered: (records: string, count: number) => `${records} ${is(count)} kept up to date again.`,
};
