/** The local interface: what it answers where it refuses, and what is said of a running instance. */
export const local = {
  /** The `message` of an error, by its kind. */
  errors: {
    badRequest: 'The request is not understood.',
    unauthorized:
      'This needs the token of the settings’ “api”: send the header “Authorization: Bearer TOKEN”.',
    forbidden: 'Web pages may not use this interface.',
    misdirected:
      'The Host header names another host. Use the address that the settings’ “api” names.',
    notFound: 'There is nothing here. See docs/local-interface.md.',
    method: 'This is not possible here with that method. The header Allow says which are.',
    type: 'The body must be JSON: send the header “Content-Type: application/json”.',
    tooLarge: 'The body is too large.',
    tooMany: 'Too many requests. Try again after the time that the header Retry-After says.',
    noSettings: 'There are no settings yet that can be used. Complete them first.',
    ending: 'The program is ending. Whether everything was written could not be confirmed.',
    fault: 'A fault in DDNS Tray itself. Its log says more. Please report it.',
  },
  /** The rest of `badRequest`, for a body that is JSON of another form. */
  body: 'The body may hold “force” (true or false), “dryRun” (true or false) and “records” (a list of names), and nothing else.',
  door: {
    open: (address: string) => `The local interface listens on http://${address}.`,
    taken: (address: string) =>
      `The local interface cannot listen on ${address}: another program uses that port. It is tried again by itself; or choose another port under “api”.`,
    failed: (address: string, code: string) =>
      `The local interface cannot listen on ${address} (${code}). It is tried again by itself; or choose another address under “api”.`,
    control: (code: string) =>
      `Commands cannot reach this instance (${code}). It works all the same; check the rights of the state folder.`,
  },
  running: (since: string, process: string) => `Running since ${since} (process ${process}).`,
  runningOther: (version: string, process: string) =>
    `Running (process ${process}), as version ${version}; the above is what its state file tells.`,
  runningSilent: (process: string) =>
    `Running (process ${process}), and does not answer; the above is what its state file tells.`,
  notRunning: 'Not running: the above is what the state file tells.',
  /** Ahead of the report of a check. */
  forwarded: (process: string) => `Done by the running DDNS Tray (process ${process}).`,
  noInstance:
    'No DDNS Tray is running that could check. Start one, or name a settings file with -c.',
  /** Why the running one did not do it; joined to the sentence that says it is there. */
  why: {
    version: (version: string) => `It is version ${version}, which this command does not speak to.`,
    silent: 'It did not answer in time.',
    refused: (message: string) => `It answered: ${message}`,
    lost: 'The connection broke off; whether it checked could not be confirmed.',
  },
};
