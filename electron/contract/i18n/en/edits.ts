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
  },
  cannot: 'The service of this account sets this itself. Leave it as found.',
  cannotType: (type: string) =>
    `The service of this account takes no ${type} records. Leave it out.`,
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

  /** A service that is one of many of its kind, beside another one of that name. */
  alsoBy: (name: string, protocol: string) => `${name} over ${protocol}`,
  ownServer: (protocol: string) => `Update server (${protocol})`,
  presetSetup:
    'Create the host name at the service first. Where it offers a key made for updates, use that here instead of the password of your account.',
  ownServerSetup:
    'Name the update server of your host. Where it offers a key made for updates, use that instead of the password of your account, and create the host name there first.',
};
