const quoted = (found: string | undefined) => (found === undefined ? 'This' : `“${found}”`);

/** What is said beside a field of the settings' forms, and of services as they are picked. */
export const edits = {
  fill: 'Fill this in.',
  choose: 'Choose at least one.',
  expected: {
    number: (found: string | undefined) => `${quoted(found)} is not a number. Write digits only.`,
    integer: (found: string | undefined) =>
      `${quoted(found)} is not a whole number. Write digits only.`,
    ttl: (found: string | undefined) =>
      `${quoted(found)} is not a TTL. Write whole seconds, such as 300, or a duration, such as 5m.`,
    name: (found: string | undefined) =>
      `${quoted(found)} is not a host name. Write a full name, such as home.example.com.`,
    host: (found: string | undefined) =>
      `${quoted(found)} names no device. Write the end of its IPv6 address, such as ::10, or its hardware address, such as 00:11:22:33:44:55.`,
    prefix: (found: string | undefined) =>
      `${quoted(found)} is not a prefix length. Write a whole number from 1 to 127, such as 64.`,
  },
  cannot: 'The service of this account sets this itself. Leave it as found.',
  cannotType: (type: string) =>
    `The service of this account takes no ${type} records. Leave it out.`,
  hostType:
    'Only IPv6 gives each device an address of its own. Choose IPv6 (AAAA), or leave the address of the other device empty.',
  ignored: (adapter: string, pattern: string) =>
    `The adapter “${adapter}” is to be used, and “${pattern}” leaves it out. Change one of them.`,
  unknownAccount: (account: string) => `There is no account “${account}” any more. Choose another.`,

  idTaken: (id: string) => `There is an account “${id}” already. Choose another name.`,
  lost: 'This secret can no longer be read. Enter it again.',
  enterAgain:
    'Other data of this account changed, and a saved secret is never sent on with them unseen. Enter it again.',
  accountGone:
    'Nothing was changed: this account was removed meanwhile. Look at the settings again.',
  noService: 'Nothing was changed: this version does not know the service. Choose another one.',
  changedElsewhere:
    'Nothing was changed: the settings were changed elsewhere meanwhile. Look at them again, then repeat your change.',

  openPage: 'Open the credentials page',
  openSite: 'Open the service’s website',

  /** The local interface. */
  api: {
    name: 'Local interface over HTTP',
    setup: 'Lets other programs on this computer read the status and start updates.',
    listen: 'Address and port',
    listenHelp: 'Of this computer alone, such as 127.0.0.1:8053.',
    token: 'Token',
    tokenHelp:
      'Copy it now: once saved, it is never shown again. Programs send it with each request.',
  },
  channel: {
    idTaken: (id: string) => `There is a channel “${id}” already. Choose another name.`,
    enterAgain:
      'Other data of this channel changed, and a saved secret is never sent on with them unseen. Enter it again.',
    gone: 'Nothing was changed: this channel was removed meanwhile. Look at the settings again.',
    unknown:
      'Nothing was changed: this version does not know that kind of channel. Choose another one.',
    /** What every channel has. */
    events: {
      label: 'Tell it when',
      choices: {
        changed: 'The address changed and was written',
        action: 'You need to act, such as after refused credentials',
        failed: 'A record could not be updated',
        disagree: 'The sources disagree about the address',
        recovered: 'A problem is over',
      },
    },
    quietHours: {
      label: 'Quiet hours',
      help: 'Such as 22:00-07:00. Nothing is sent then; what is still true follows afterwards.',
    },
    language: {
      label: 'Language of the messages',
      own: 'As the program',
    },
    /** How it goes. */
    state: {
      never: 'Nothing has been sent yet.',
      delivered: (when: string) => `Last delivered: ${when}.`,
      locked: 'A secret of this channel cannot be read. Enter it again.',
    },
    tested: 'The service took the test message. See whether it arrived.',
  },

  /** The fields of a record that is for another device. */
  host: {
    label: 'Address of another device in this network',
    help: 'The end of its IPv6 address, such as ::10, or its hardware address (MAC), such as 00:11:22:33:44:55. Left empty, the name leads to this computer.',
    placeholder: 'This computer',
    prefix: 'Prefix length',
    prefixHelp:
      'How many bits of their IPv6 addresses the devices here have in common: 64 in nearly every network.',
  },
  /** The rules for networks and adapters. */
  networks: {
    title: 'Networks and adapters',
    approved: 'Work only in these networks',
    approvedHelp:
      'With none chosen, in every network. With one, nothing is asked and nothing is written elsewhere.',
    router: (address: string) => `Router ${address}`,
    here: (network: string) => `${network} (this network)`,
    ignore: 'Adapters that are left out',
    ignoreHelp:
      'One on each line. Their addresses and changes are not looked at; * stands for any characters.',
    bind: 'Adapter that asks',
    bindHelp: 'The sources are asked through it alone.',
    bindAuto: 'As the system routes',
    tunnels: 'Follow the address of a VPN',
    tunnelsHelp:
      'Off, no new address counts while this computer reaches the Internet through a VPN or another tunnel.',
  },

  /** A service that is one of many of its kind, beside another one of that name. */
  alsoBy: (name: string, protocol: string) => `${name} over ${protocol}`,
  ownServer: (protocol: string) => `Update server (${protocol})`,
  presetSetup:
    'Create the host name at the service first. Where it offers a key made for updates, use that here instead of the password of your account.',
  ownServerSetup:
    'Name the update server of your host. Where it offers a key made for updates, use that instead of the password of your account, and create the host name there first.',
};
