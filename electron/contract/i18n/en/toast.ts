/** Desktop notifications. A title has room for 63 letters, a body for 255. */
export const toast = {
  changed: (address: string) => `New address: ${address}`,
  written: (address: string) => `Address written: ${address}`,
  changedBody: (records: string, before: string | undefined) =>
    before === undefined
      ? `Written to ${records}.`
      : `Written to ${records}. It was ${before} before.`,
  /** Whom a problem concerns: a record, or how many. */
  records: (count: number) => `${count} records`,
  more: (count: number) => `${count} more`,
  action: (whom: string) => `Action needed: ${whom}`,
  failed: (whom: string) => `Not updated: ${whom}`,
  locked: (account: string) => `Credentials needed: ${account}`,
  lockedBody: (account: string) =>
    `The credentials of the account “${account}” can no longer be read on this computer. Its records stay as they are until you enter them again in the settings.`,
  disagree: (family: string) => `Sources disagree about the ${family} address`,
  disagreeBody: (family: string) =>
    `The sources name different public ${family} addresses, so the records stay as they are. If it lasts, look for a VPN or a proxy, and remove the source that is wrong in the settings.`,
  recovered: (account: string) => `Working again: ${account}`,
  recoveredBody: (account: string) =>
    `The records of the account “${account}” are kept up to date again.`,
  recoveredSources: 'Sources agree again',
  recoveredSourcesBody: 'The sources agree again on the address, so the records follow it again.',
  summary: (count: number) => `${count} messages`,
};
