/** What is tried out in the settings window before it is saved. */
export const setup = {
  /** Another request of the kind came, or the window was closed. */
  givenUp: 'This was given up for something newer.',
  test: {
    works: 'It works: the service answered.',
    zones: (count: number, text: string) =>
      count === 1 ? 'It works: 1 zone can be seen.' : `It works: ${text} zones can be seen.`,
    noZones:
      'The service accepts the credentials, but shows no zone. Check that they may read the zone that they are for.',
    untestable:
      'This service shows nothing without an update, so only the first update tells whether the credentials are right.',
  },
  list: {
    unlisted:
      'This service does not list the records of a zone. Type the names of the records instead.',
    notZone: (text: string) =>
      `“${text}” is not the name of a zone. Write one such as example.com.`,
  },
  preview: {
    /** It looks before it writes, and only then. */
    looksLater: 'What stands there now shows during the update, which writes only what differs.',
    untold: 'This service does not tell what stands there now.',
    replaces: (count: number) =>
      `One address takes the place of the ${count} that stand there now.`,
    ttl: (seconds: number) =>
      `The address stands there already; the TTL is to be ${seconds} seconds.`,
    proxied:
      'The address stands there already. Whether it is proxied is looked at during the update.',
  },
};
