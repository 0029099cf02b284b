/** Who and what a failed write was about, as the user knows it. */
export interface FailurePlace {
  /** The provider's name. */
  readonly provider: string;
  readonly account: string;
  /** The record: `home.example.com A`. */
  readonly record: string;
  /** The record's name alone. */
  readonly name: string;
  /** Where credentials and records are managed at the provider; none for a server of the user's own. */
  readonly docs: string | undefined;
}

/** What one kind of failure says: what happened, and what to do next. */
export interface FailureText {
  readonly cause: (place: FailurePlace) => string;
  readonly next: (place: FailurePlace) => string;
}

const at = (docs: string | undefined) => (docs === undefined ? '' : ` (${docs})`);
const to = (docs: string | undefined) => (docs === undefined ? '' : ` at ${docs}`);

/** What a provider call came to, for people. Causes have no full stop: a detail may follow them. */
export const outcomes = {
  failure: {
    auth: {
      cause: ({ provider, account }) =>
        `${provider} refused the credentials of the account “${account}”`,
      next: ({ docs }) =>
        docs === undefined
          ? 'Check the user name and password (or token), then enter them again in the settings.'
          : `Check that they are complete, still valid and may edit this zone; make new ones at ${docs}.`,
    },
    blocked: {
      cause: ({ provider, account }) =>
        `${provider} has locked the account “${account}”, or this computer, out`,
      next: ({ provider, docs }) =>
        docs === undefined
          ? 'Ask whoever runs this server to lift the block.'
          : `Look for a message from ${provider} at ${docs}, or ask its support to lift the block.`,
    },
    plan: {
      cause: ({ provider, account }) =>
        `What the account “${account}” has booked at ${provider} does not include this`,
      next: ({ docs }) => `Compare the record's settings with your plan${to(docs)}.`,
    },
    zoneNotFound: {
      cause: ({ provider, account, record }) =>
        `${provider} shows the account “${account}” no zone that holds ${record}`,
      next: ({ docs }) =>
        `Check the spelling of the name, and that the credentials may see its zone${at(docs)}.`,
    },
    recordNotFound: {
      cause: ({ provider, record }) => `${provider} has no record ${record}`,
      next: ({ provider, docs }) =>
        `Create it once at ${provider}${at(docs)}; from then on it is kept up to date.`,
    },
    hostNotFound: {
      cause: ({ provider, account, name }) =>
        `${provider} knows no host ${name} in the account “${account}”`,
      next: ({ provider, docs }) =>
        `Check the spelling of the name, or add the host at ${provider}${at(docs)}.`,
    },
    conflict: {
      cause: ({ provider, record }) => `At ${provider} something else is in the way of ${record}`,
      next: ({ docs }) =>
        `Look for a CNAME, an alias or a second record of that name${at(docs)}, and remove what is in the way.`,
    },
    clock: {
      cause: ({ provider }) =>
        `${provider} refused the time of the request, so the clock of this computer is probably wrong`,
      next: () => 'Let the system set the clock by itself, and check the time zone.',
    },
    rateLimited: {
      cause: ({ provider }) => `${provider} wants fewer requests for now`,
      next: () => 'There is nothing to do but wait.',
    },
    server: {
      cause: ({ provider }) => `${provider} had a fault of its own`,
      next: ({ provider }) =>
        `There is nothing to do but wait; if it lasts, look at ${provider}'s status page.`,
    },
    network: {
      cause: ({ provider }) => `${provider} could not be reached, or did not answer in time`,
      next: () =>
        'If other sites work, check the address in the settings, the firewall and the name resolution.',
    },
    offline: {
      cause: ({ provider }) => `This computer has no connection to ${provider}`,
      next: () => 'Check the network; the address is written as soon as it is back.',
    },
    captive: {
      cause: ({ provider }) => `A sign-in page of this network answered in place of ${provider}`,
      next: () => 'Open any page in a browser and sign in to the network.',
    },
    proxyAuth: {
      cause: ({ provider }) =>
        `The proxy of this network wants a user name and a password before it lets ${provider} be reached`,
      next: () => 'Put them into HTTPS_PROXY, or name the provider in NO_PROXY.',
    },
    tls: {
      cause: ({ provider }) => `The certificate of ${provider} was not valid, so nothing was sent`,
      next: () =>
        'Check the clock of this computer, and whether a proxy or a virus scanner opens encrypted connections.',
    },
    mismatch: {
      cause: ({ provider, record }) =>
        `${provider} answered with another address for ${record} than the one that was sent`,
      next: ({ docs }) =>
        `Look at the record${to(docs)}; another client may be writing the same name.`,
    },
    invalid: {
      cause: ({ provider, record }) => `${provider} does not take ${record} as it is set`,
      next: ({ provider, docs }) =>
        `Compare its name, TTL and other settings with what ${provider} allows${at(docs)}.`,
    },
    unknown: {
      cause: ({ provider }) => `${provider} gave an answer that has no meaning known here`,
      next: ({ docs }) =>
        docs === undefined
          ? 'The log has the whole story at the level debug.'
          : `See ${docs} for what it means; the log has the whole story at the level debug.`,
    },
  } satisfies Record<string, FailureText>,

  /** The write may have happened. */
  unconfirmed: {
    network: ({ provider, record }: FailurePlace) =>
      `Could not confirm that ${provider} wrote ${record}, because the request left but no answer came`,
    server: ({ provider, record }: FailurePlace) =>
      `Could not confirm that ${provider} wrote ${record}, because it had a fault while it worked on it`,
    other: ({ provider, record }: FailurePlace) =>
      `Could not confirm that ${provider} wrote ${record}, because its answer did not tell`,
  },
  /** What the provider itself said, after the cause. */
  withDetail: (cause: string, detail: string) => `${cause} (“${detail}”).`,
  /** What we saw ourselves, after the cause; without a full stop. */
  withNote: (cause: string, text: string) => `${cause}: ${text}.`,
  withoutDetail: (cause: string) => `${cause}.`,
  stopped:
    'Nothing more is sent for it until you change the settings or run “ddns-tray update --force”.',
  nextTry: (when: string) => `Not tried again before ${when}.`,
  sentence: (parts: readonly string[]) => parts.join(' '),

  evidence: {
    authoritative: "the zone's name servers answer with it",
    provider: "the provider's API says so",
    accepted: 'the provider accepted it',
  },
};
