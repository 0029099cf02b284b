import { listText } from '../format.ts';

const or = (items: readonly string[]) => listText('en', items, 'disjunction');
const quoted = (found: string | undefined) => (found === undefined ? 'This' : `“${found}”`);
const choice = (nearest: string | undefined, known: readonly string[]) =>
  nearest === undefined ? `Possible here: ${known.join(', ')}.` : `Did you mean “${nearest}”?`;

/** A choice of so many is no help in one sentence. */
const tooMany = 12;

const few = (nearest: string | undefined, known: readonly string[], many: string) =>
  nearest === undefined && known.length > tooMany ? many : choice(nearest, known);

/** What can be wrong with the settings: what is, what was expected, what to do. */
export const settings = {
  /** One line for one problem. */
  line: (field: string, sentence: string) => (field === '' ? sentence : `${field}: ${sentence}`),

  noFile: 'There is no such file. Check the path given with -c.',
  unreadable: (why: string) =>
    why === 'EISDIR'
      ? 'This is a folder. Name the settings file in it.'
      : why === 'EACCES' || why === 'EPERM'
        ? 'The file may not be read by this user. Give the user read permission.'
        : why === 'ENOTDIR'
          ? 'A part of this path is a file, not a folder. Check the path given with -c.'
          : why === 'ENXIO'
            ? 'This is a pipe or a device. Name a plain file.'
            : `The file cannot be read (${why}). Check that it is a file and that you may read it.`,
  tooLarge: (size: string) =>
    `The file is larger than ${size}, so it is hardly a settings file. Check the path.`,
  notText: 'The file is not UTF-8 text. Save it as UTF-8 in your editor.',
  empty: 'The file is empty. It needs at least “version: 1”, one account and one record.',
  notMap: 'The file is not a map of keys and values. It should begin with “version: 1”.',

  syntax: {
    tab: 'A tab is used for indentation, which YAML forbids. Use spaces.',
    indent:
      'The indentation does not fit the lines above. Keys of one map start in the same column.',
    unclosed: 'A quote, bracket, brace or comma is missing. Close what was opened above.',
    reserved: 'A plain text may not start with this character. Put the text in quotes.',
    escape:
      'Unknown escape inside double quotes. Write \\\\ for a backslash, or use single quotes.',
    anchor:
      'A text that begins with “*” or “&” must be in quotes, as in "*.example.com". If an alias is meant, it is unknown or used too often: write the value out.',
    tag: 'Tags (!) are not used in this file. Remove it, or put the text in quotes.',
    documents: 'A second document starts here (---). The file holds just one.',
    key: 'This is not a “key: value” pair. Put a space after the colon, and quote texts that hold “: ”.',
    other: 'This is not valid YAML. Check the colons, quotes and indentation around here.',
  },
  duplicateKey: (key: string) =>
    `The key “${key}” stands twice in the same map. Remove one of them.`,

  missing: (field: string, example: string | undefined) =>
    `The key “${field}” is missing. ${example === undefined ? 'Add it.' : `Add it, such as “${field}: ${example}”.`}`,
  nothing: (field: string) => `“${field}” is empty. List at least one entry.`,
  noValue: (field: string) =>
    `“${field}” has no value. Write one, or remove it where it may be left out.`,
  unknownKey: (key: string, nearest: string | undefined, known: readonly string[]) =>
    `There is no key “${key}” here. ${choice(nearest, known)}`,
  version: (found: string) =>
    found === '1' || found === ''
      ? 'The version is the plain number 1. Write “version: 1”, without quotes or brackets.'
      : `This program reads version 1 of the settings, not “${found}”. Write “version: 1”.`,

  expected: {
    text: (found: string | undefined) =>
      found?.trim() === ''
        ? 'This text is empty. Write something, or remove it.'
        : `${quoted(found)} is not a text. Put it in quotes.`,
    number: (found: string | undefined) =>
      `${quoted(found)} is not a number. Write digits only, without quotes.`,
    integer: (found: string | undefined) =>
      `${quoted(found)} is not a whole number. Write digits only, without quotes.`,
    boolean: (found: string | undefined) =>
      `${quoted(found)} is neither true nor false. Write one of them, without quotes.`,
    list: (found: string | undefined) =>
      `${quoted(found)} is not a list. Write [one, two], or one entry a line, each after “- ”.`,
    map: (found: string | undefined) =>
      `${quoted(found)} is not a map. Write “key: value” lines, indented under this key.`,
    duration: (found: string | undefined) =>
      `${quoted(found)} is not a duration. Write a whole number with s, m or h, such as 30s or 5m.`,
    ttl: (found: string | undefined) =>
      `${quoted(found)} is not a TTL. Write whole seconds without quotes, such as 300, or a duration, such as 5m.`,
    name: (found: string | undefined) =>
      `${quoted(found)} is not a host name. Write a full name, such as home.example.com, or a list of them.`,
    host: (found: string | undefined) =>
      `${quoted(found)} names no device. Write the end of its IPv6 address, such as "::10", or its hardware address, such as "00:11:22:33:44:55".`,
    prefix: (found: string | undefined) =>
      `${quoted(found)} is not a prefix length. Write a whole number from 1 to 127 without quotes, such as 64.`,
    network: (found: string | undefined) =>
      `${quoted(found)} does not name a network. Write the hardware address of its router, such as "00:11:22:33:44:55", or the name that Windows gives the network.`,
    secret: (found: string | undefined) =>
      `${quoted(found)} does not name a secret. Write a text, { env: NAME } or { file: PATH }.`,
    source: (found: string | undefined) =>
      `${quoted(found)} is not a source. Write an id such as ipify, { url: … }, { interface: … } or { command: … }.`,
    sources: (found: string | undefined) =>
      `${quoted(found)} is not a list of sources. Write [ipify, identme], a single source, or off.`,
    server: (found: string | undefined) =>
      `${quoted(found)} is not a server. Write 9.9.9.9, 9.9.9.9:53, [2620:fe::fe]:53 or dns.example.com.`,
    url: (found: string | undefined) =>
      `${quoted(found)} is not a web address that can be asked. Write it in full and without a user name, such as https://ip.example.com/.`,
    proxy: (found: string | undefined) =>
      `${quoted(found)} is not a proxy. Write http://host:port, such as http://192.168.1.1:3128, or off.`,
    accountId: (found: string | undefined) =>
      `${quoted(found)} cannot name an account. Use 1 to 64 letters, digits, “-” and “_”.`,
    channelId: (found: string | undefined) =>
      `${quoted(found)} cannot name a channel. Use 1 to 64 letters, digits, “-” and “_”.`,
    quietHours: (found: string | undefined) =>
      `${quoted(found)} is not a span of hours. Write two different times of day, such as "22:00-07:00".`,
    listen: (found: string | undefined) =>
      `${quoted(found)} is not an address to listen on. Write a port, such as 8053, or an address of this computer with a port, such as "127.0.0.1:8053" or "[::1]:8053".`,
    value: (found: string | undefined, provider: string) =>
      found === undefined
        ? `This value is empty, incomplete, or holds something that cannot be right, such as a space or a line break. Copy it again from the provider; “ddns-tray providers ${provider}” says what belongs here.`
        : `“${found}” is not what this provider expects here. “ddns-tray providers ${provider}” says what belongs here.`,
    oneOf: (found: string | undefined, values: readonly string[], nearest: string | undefined) =>
      `${quoted(found)} is not possible here. ${nearest === undefined ? `Write ${or(values)}.` : `Did you mean “${nearest}”?`}`,
  },
  range: (found: string | undefined, min: string, max: string, provider: string | undefined) =>
    `${quoted(found)} is out of range. ${provider === undefined ? 'It' : `With ${provider} it`} can be ${min} to ${max}.`,

  name: {
    empty: () => 'The host name is empty. Write a full name, such as home.example.com.',
    space: (name: string) =>
      `The host name “${name}” holds a space. Remove it, or write several names as a list.`,
    character: (name: string) =>
      `“${name}” is not a valid host name. Write letters, digits and inner hyphens, “*” only as the first part, and no https://, port or path.`,
    label: (name: string) =>
      `A part of the host name “${name}” is empty or longer than 63 characters. Check the dots.`,
    long: (name: string) =>
      `The host name “${name}” is longer than 253 characters. Check it for a slip.`,
    single: (name: string) =>
      `The host name “${name}” has no domain. Write the full name, such as ${name}.example.com.`,
  },
  /** An account can never write the name; `why` is a whole sentence. */
  refused: (why: string) =>
    `${why} Correct the name, or give the record to an account that can write it.`,
  outsideZone: (name: string, zone: string) =>
    `“${name}” is not in the zone “${zone}”. Correct the zone, or remove it to have it found.`,
  duplicate: (what: string) => `“${what}” is listed twice. Remove one of them.`,
  unknownAccount: (account: string, nearest: string | undefined, known: readonly string[]) =>
    known.length === 0
      ? `There is no account “${account}”. Add it under “accounts” first.`
      : `There is no account “${account}”. ${choice(nearest, known)}`,
  unknownProvider: (provider: string, nearest: string | undefined, known: readonly string[]) =>
    `There is no provider “${provider}”. ${few(nearest, known, `“ddns-tray providers” lists all ${known.length}.`)}${nearest === undefined && known.includes('dyndns2') ? ' More services are presets of dyndns2; “ddns-tray providers dyndns2” lists them.' : ''}`,
  unknownChannel: (channel: string, nearest: string | undefined, known: readonly string[]) =>
    `There is no channel “${channel}”. ${few(nearest, known, `docs/channels.md lists all ${known.length}.`)}`,
  channelValue: (found: string | undefined) =>
    found === undefined
      ? 'This value is empty, incomplete, or holds something that cannot be right, such as a space or a line break. Copy it again from the service; docs/channels.md says what belongs here.'
      : `“${found}” is not what this channel expects here. docs/channels.md says what belongs here.`,
  notLoopback: (found: string) =>
    `“${found}” is an address that other computers may reach, and the local interface is for this computer alone: what it is told travels unencrypted. Write "127.0.0.1:8053" or "[::1]:8053".`,
  apiToken: {
    short:
      'The token is shorter than 16 characters, so it could be guessed. Make a longer one, such as the output of “openssl rand -hex 32”.',
    letters:
      'The token holds a space, a line break or another character that cannot stand in the header of a request. Use letters, digits and punctuation of ASCII.',
    long: 'The token is longer than 512 characters. Make a shorter one, such as the output of “openssl rand -hex 32”.',
  },
  presetAsProvider: (preset: string, provider: string) =>
    `“${preset}” is a preset: write “provider: ${provider}” and “preset: ${preset}”.`,
  unknownSource: (source: string, nearest: string | undefined, known: readonly string[]) =>
    `There is no source “${source}”. ${choice(nearest, known)}`,
  longSource:
    'This text is longer than 16384 characters. Put the command into a script file, and write its path here.',
  proxySignIn:
    'The proxy has a user name or a password in its address, and this file keeps no secrets in the open. Remove both here; a proxy that needs them is set with the environment variable HTTPS_PROXY instead.',
  oneVoice: (family: string) =>
    `A new ${family} address needs two sources of different operators to agree, one of them over https at least, and the router does not count. Add such a source.`,
  wrongFamily: (source: string, family: string) =>
    `The source “${source}” does not tell ${family} addresses. Remove it here, or name another.`,
  cannot: (provider: string, field: string) =>
    `${provider} has no “${field}” that could be set. Remove it here.`,
  familyOff: (family: string, type: string) =>
    `The type ${type} needs an ${family} address, but the ${family} sources are off. Turn them on, or remove ${type} here.`,
  noType: (name: string) =>
    `Nothing is left to update for “${name}”: the sources of each address family that its provider takes are off. Turn one on, or remove the record.`,
  host: {
    type: (type: string) =>
      `A record for another device has the type AAAA alone, as only IPv6 gives each device an address of its own. Remove ${type} here, or give it an entry without “host”.`,
    bits: (host: string, prefix: number, network: string, own: string) =>
      `“${host}” has something in its first ${prefix} bits (${network}), which are the network’s. Write “${own}”, or correct the prefix.`,
    prefix: (host: string, prefix: number) =>
      `The address that a device makes of its hardware address ${host} begins after 64 bits, so the prefix cannot be ${prefix}. Write 64 or less, or the end of its address in place of the hardware address.`,
  },
  needs: (field: string, other: string) =>
    `“${field}” means something only beside “${other}”. Add that, or remove this.`,
  ignored: (adapter: string, pattern: string) =>
    `The adapter “${adapter}” is to be used, and “${pattern}” under “networks.ignore” leaves it out. Remove one of them.`,
  noEnvironment: (variable: string) =>
    `The environment variable ${variable} is not set, or empty. Set it before the start, or use { file: PATH }.`,
  secretFile: {
    missing: (file: string) =>
      `The secret file ${file} does not exist. Check the path; it is relative to this settings file.`,
    denied: (file: string) =>
      `The secret file ${file} may not be read by this user. Give the user read permission.`,
    directory: (file: string) => `The secret file ${file} is a folder. Name the file in it.`,
    notFile: (file: string) => `The secret file ${file} is a pipe or a device. Name a plain file.`,
    remote: (file: string) =>
      `The secret file ${file} is a network or device path, which would send your sign-in to that computer. Name a file on a drive.`,
    large: (file: string) =>
      `The secret file ${file} is larger than 64 KiB, so it is hardly a secret. Check the path.`,
    empty: (file: string) => `The secret file ${file} is empty. Write the secret into it.`,
    notText: (file: string) => `The secret file ${file} is not UTF-8 text. Save it as UTF-8.`,
    failed: (file: string) =>
      `The secret file ${file} could not be read. Check that its disk is there.`,
  },
  secret: {
    onDesktop:
      'This secret is kept by the desktop app that wrote the file, and is not in it. Write the secret here, or { env: NAME } or { file: PATH }.',
    noPassphrase:
      'This secret is sealed with a passphrase. Set the environment variable DDNS_TRAY_PASSPHRASE to it before the start.',
    passphrase:
      'This sealed secret does not open: the passphrase in DDNS_TRAY_PASSPHRASE is wrong, or the file was changed. Check the passphrase, or export the settings again.',
    changed:
      'This sealed secret does not open, as it or its account was changed after the export. Write the account as it was exported, or export the settings again.',
    damaged:
      'This is not a sealed secret. Copy it again from the exported file, or write the secret here.',
    importFirst:
      'This secret is sealed with a passphrase. Import the file that it comes from, or write the secret here.',
  },
  field: (found: string | undefined, message: string) =>
    `${quoted(found)} is not right here: ${message.replace(/\.$/, '')}.`,
  channelField: (found: string | undefined, message: string) =>
    `${quoted(found)} is not right here: ${message.replace(/\.$/, '')}.`,
  /** Where there is neither the command nor the files that the others name. */
  desktop: {
    value: (found: string | undefined) =>
      found === undefined
        ? 'This value is empty, incomplete, or holds something that cannot be right, such as a space or a line break. Copy it again from the provider.'
        : `“${found}” is not what this provider expects here. Copy it again from the provider.`,
    channelValue: (found: string | undefined) =>
      found === undefined
        ? 'This value is empty, incomplete, or holds something that cannot be right, such as a space or a line break. Copy it again from the service.'
        : `“${found}” is not what this channel expects here. Copy it again from the service.`,
    unknownChannel: (channel: string, nearest: string | undefined, known: readonly string[]) =>
      `There is no channel “${channel}”. ${few(nearest, known, `There are ${known.length}; the documentation lists them.`)}`,
    unknownProvider: (provider: string, nearest: string | undefined, known: readonly string[]) =>
      `There is no provider “${provider}”. ${few(nearest, known, `There are ${known.length}; the documentation lists them.`)}${nearest === undefined && known.includes('dyndns2') ? ' More services are presets of dyndns2: write “provider: dyndns2”, and the name of the service after “preset:”.' : ''}`,
    field: (found: string | undefined, message: string) =>
      `${quoted(found)} is not right here: ${message.replace(/\.$/, '')}.`,
    channelField: (found: string | undefined, message: string) =>
      `${quoted(found)} is not right here: ${message.replace(/\.$/, '')}.`,
  },
};
