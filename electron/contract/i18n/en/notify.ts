/** The channel that a sentence is about. */
export interface ChannelPlace {
  /** What the user calls it. */
  readonly id: string;
  /** What kind it is: the service's name. */
  readonly service: string;
  /** Where the service says how it is spoken to, or where the credentials are made. */
  readonly docs: string;
}

/** What one kind of failure says: what happened, without a full stop, and what to do next. */
export interface ChannelFailureText {
  readonly cause: (place: ChannelPlace) => string;
  readonly next: (place: ChannelPlace) => string;
}

const whose = ({ id, service }: ChannelPlace) => `${service} (channel “${id}”)`;

const notFound: ChannelFailureText = {
  cause: (place) => `${whose(place)} does not know whom or where to tell`,
  next: ({ docs }) => `Compare its settings with what the service shows: ${docs}`,
};

/** What is told through channels, and what is told about them. */
export const notify = {
  several: (count: number) => `${count} messages from DDNS Tray`,
  more: (count: number) => (count === 1 ? '… and 1 more.' : `… and ${count} more.`),
  healthy: 'Nothing needs attention.',
  test: {
    title: 'Test message from DDNS Tray',
    body: 'This channel works: messages arrive here.',
  },
  failure: {
    auth: {
      cause: (place) => `${whose(place)} refused the credentials`,
      next: ({ docs }) => `Check that they are complete and still valid, or make new ones: ${docs}`,
    },
    blocked: {
      cause: (place) => `${whose(place)} has locked the sender out`,
      next: ({ service, docs }) =>
        `Look for a message from ${service}, and make sure that it may write there: ${docs}`,
    },
    plan: {
      cause: (place) => `What is booked at ${whose(place)} does not include this`,
      next: ({ docs }) => `Compare the channel's settings with your plan: ${docs}`,
    },
    zoneNotFound: notFound,
    recordNotFound: notFound,
    hostNotFound: notFound,
    conflict: {
      cause: (place) => `${whose(place)} could not take the message beside something else`,
      next: () => 'There is nothing to do but wait.',
    },
    clock: {
      cause: (place) =>
        `${whose(place)} refused the time of the request, so the clock of this computer is probably wrong`,
      next: () => 'Let the system set the clock by itself, and check the time zone.',
    },
    rateLimited: {
      cause: (place) => `${whose(place)} wants fewer messages for now`,
      next: () => 'There is nothing to do but wait.',
    },
    server: {
      cause: (place) => `${whose(place)} had a fault of its own`,
      next: () => 'There is nothing to do but wait; if it lasts, look at its status page.',
    },
    network: {
      cause: (place) => `${whose(place)} could not be reached, or did not answer in time`,
      next: () =>
        'If other sites work, check the address in the settings, the firewall and the name resolution.',
    },
    offline: {
      cause: (place) => `This computer has no connection to ${whose(place)}`,
      next: () => 'Check the network; what waits is told as soon as it is back.',
    },
    captive: {
      cause: (place) => `A sign-in page of this network answered in place of ${whose(place)}`,
      next: () => 'Open any page in a browser and sign in to the network.',
    },
    proxyAuth: {
      cause: (place) =>
        `The proxy of this network wants a user name and a password before it lets ${whose(place)} be reached`,
      next: () => 'Put them into HTTPS_PROXY, or name the service in NO_PROXY.',
    },
    tls: {
      cause: (place) => `The certificate of ${whose(place)} was not valid, so nothing was sent`,
      next: () =>
        'Check the clock of this computer, and whether a proxy or a virus scanner opens encrypted connections.',
    },
    mismatch: {
      cause: (place) => `${whose(place)} answered about another message than the one that was sent`,
      next: () => 'Look there whether the message arrived.',
    },
    invalid: {
      cause: (place) => `${whose(place)} does not take the message as the channel is set`,
      next: ({ docs }) => `Compare the channel's settings with what the service takes: ${docs}`,
    },
    unknown: {
      cause: (place) => `${whose(place)} gave an answer that has no meaning known here`,
      next: ({ docs }) => `See what it means: ${docs}`,
    },
  } satisfies Record<string, ChannelFailureText>,
  /** It may have arrived. */
  unconfirmed: (place: ChannelPlace) =>
    `Could not confirm that the message reached ${whose(place)}`,
  stopped:
    'Nothing more is sent there until you change its settings or run “ddns-tray update --force”.',
  stoppedDesktop:
    'Nothing more is sent there until you change its settings or a test gets through.',
  /** Of `notify test` and `update`: one line for each channel. */
  delivered: (place: ChannelPlace) => `${whose(place)} took the message.`,
  late: (place: ChannelPlace) =>
    `${whose(place)} did not answer in time; what it was to be told is looked after the next time.`,
  /** Another instance holds the state, in which the channel is stopped. */
  stillStopped: (id: string) =>
    `The running DDNS Tray still sends nothing to the channel “${id}”; “ddns-tray update --force” makes it try again.`,
};
