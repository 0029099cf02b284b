/** What is worth telling: one line each in the terminal, one notification each on the desktop. */
export const notices = {
  published: (address: string, records: string) => `${address} was written to ${records}.`,
  changed: (address: string, before: string, records: string) =>
    `The address changed from ${before} to ${address}; written to ${records}.`,
  recovered: (account: string) => `The account “${account}” works again.`,
  recoveredSources: 'The sources agree again on the address.',
  disagree: (family: string) =>
    `The sources disagree about the public ${family} address, so the records stay as they are. Run “ddns-tray ip --all” to see who says what.`,
  locked: (account: string) =>
    `The credentials of the account “${account}” can no longer be read on this computer, as happens when another user or another computer stored them. Its records stay as they are: enter the credentials again in the settings.`,
  /** A problem of several records at once. */
  concerns: (sentence: string, records: string) => `${sentence} It concerns ${records}.`,
};
