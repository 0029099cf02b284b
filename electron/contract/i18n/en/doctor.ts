/** A sentence about one step, with at most three gaps, and what to do next; empty for nothing. */
export interface FindingText {
  readonly say: (a: string, b: string, c: string) => string;
  readonly next: string;
}

const found = (say: FindingText['say'], next = ''): FindingText => ({ say, next });

/** The examination of the connection, step by step. */
export const doctor = {
  states: {
    good: 'good',
    info: 'note',
    warn: 'look at this',
    bad: 'problem',
    skipped: 'skipped',
    unknown: 'not known',
  },
  steps: {
    link: 'Link',
    gateway: 'Router',
    address: 'Public address',
    clock: 'Clock',
    dns: 'Name resolution',
    account: 'Account',
    record: 'Record',
    reach: 'Reachable from outside',
  },
  about: (step: string, about: string) => `${step} ${about}`,
  /** A step's line: its state, its title and its sentence. */
  line: (state: string, title: string, sentence: string) => `[${state}] ${title}: ${sentence}`,
  next: (next: string) => `Next: ${next}`,
  verdicts: 'What this means:',
  progress: 'Examining the connection (half a minute at most) …',
  noSettings: 'The settings cannot be used, so there is nothing to examine with. Mend them first.',
  givenUp: 'The examination was ended.',
  usage: {
    reach: (found: string) =>
      `“${found}” is neither a port nor an address to test. Write --reach 443 or --reach http://name/.`,
    checker: (found: string) =>
      `“${found}” is no checker. Write an http(s) URL that holds {port}, and {address} where the service wants it.`,
    checkerAlone: 'The option --checker needs --reach with a port.',
  },
  findings: {
    late: found(() => 'It took too long to tell.', 'Try again in a while.'),
    skippedOffline: found(() => 'Not tried, because there is no connection.'),
    skippedElsewhere: found(() => 'Not tried, because you have not approved this network.'),
    skippedCaptive: found(() => 'Not tried, because this network seems to want a sign-in first.'),
    skippedAddress: found(() => 'Not tried, because the public address is not known.'),
    fault: found(() => 'A fault in DDNS Tray itself stopped this step; the log has more.'),

    linkGood: found((way) => `This computer is connected through ${way}.`),
    linkTunnel: found(
      (way) =>
        `What this computer sends leaves through ${way}, which looks like a VPN or a tunnel.`,
      'End the VPN or leave this program out of it, unless the tunnel’s address is the one you want.',
    ),
    linkUnknown: found(() => 'The system does not tell which way leads to the Internet.'),
    linkUnbound: found(
      (adapter) =>
        `The settings let the sources be asked through ${adapter} alone, and that adapter is not there or has no address.`,
      'Connect it, or choose another adapter (“networks.bind”) in the settings.',
    ),
    linkNone: found(
      () => 'No network is connected.',
      'Check the cable or the wireless network, and that flight mode is off.',
    ),
    linkNoRoute: found(
      () => 'There is a network, but no way from it to the Internet.',
      'Restart the router, and look whether this computer gets its address from it automatically.',
    ),
    linkElsewhere: found(
      () => 'This network is not among those that you approved, so nothing is asked here.',
      'If it is your own, add it to the approved ones in the settings.',
    ),

    gatewayGood: found(
      (gateway, protocol, address) =>
        `The router ${gateway} says by ${protocol} that its public address is ${address}.`,
    ),
    gatewayDiffers: found(
      (gateway, protocol, address) =>
        `The router ${gateway} says by ${protocol} that its address is ${address}, and the Internet sees another one.`,
      'Look whether a VPN, a proxy or a second connection is in use.',
    ),
    gatewayShared: found(
      (gateway, protocol, address) =>
        `The router ${gateway} says by ${protocol} that its address is ${address}, one that your provider shares among customers.`,
      'Ask your provider for a public IPv4 address, or use IPv6.',
    ),
    gatewayPrivate: found(
      (gateway, protocol, address) =>
        `The router ${gateway} says by ${protocol} that its address is ${address}, so it stands behind another router.`,
      'Forward ports on both routers, or set the outer one to bridge mode.',
    ),
    gatewayOdd: found(
      (gateway, protocol, address) =>
        `The router ${gateway} says by ${protocol} that its address is ${address}, which is none of the Internet.`,
      'Look at the router’s connection.',
    ),
    gatewayDown: found(
      (gateway) => `The router ${gateway} says that it has no address on the Internet now.`,
      'Look at the router’s connection to the provider.',
    ),
    gatewayHidden: found(
      (gateway) =>
        `The router ${gateway} says that it has no public address, although the Internet is reached through it.`,
      'Look up the WAN or Internet address on the router’s own page; it shows what stands before it.',
    ),
    gatewaySilent: found(
      (gateway) => `The router ${gateway} does not tell its public address, as it need not.`,
      'To have a change noticed within seconds, switch on NAT-PMP or UPnP in the router.',
    ),
    gatewayNone: found(() => 'This computer has no router for IPv4.'),

    addressKnown: found((address) => `It is ${address}.`),
    addressChanged: found(
      (address, before) => `It is ${address}; the last check had ${before}.`,
      'The next check brings the records up to date.',
    ),
    addressTunnel: found(
      (address) => `The Internet sees ${address}, which is a tunnel’s, so it is not published.`,
      'End the VPN, or allow tunnels in the settings if this address is the one you want.',
    ),
    addressAbsent: found((family) => `This network has no ${family}.`),
    addressOffline: found(
      (family) => `No connection over ${family}.`,
      'Look at the steps above, and at the router.',
    ),
    addressSilent: found(
      (family) => `No source told the ${family} address.`,
      'Look whether a firewall, a proxy or an ad blocker stops the requests.',
    ),
    addressSingle: found(
      (family) => `Only one source told an ${family} address, so it could not be confirmed.`,
      'Try again in a while, or choose more sources.',
    ),
    addressDisagree: found(
      (family) => `The sources name different ${family} addresses, so none is believed.`,
      'Look whether a VPN, a proxy or a second connection is in use.',
    ),
    addressOff: found(() => 'The sources of both families are off.'),

    clockGood: found((hosts) => `The clock agrees with that of ${hosts}.`),
    clockOff: found(
      (seconds) => `The clock seems to be off by about ${seconds} seconds.`,
      'Let the system set its clock by the Internet.',
    ),
    clockCertificates: found(
      () => 'Services show certificates of another time, so the clock seems to be wrong.',
      'Let the system set its clock by the Internet.',
    ),
    clockPerhaps: found(
      (seconds) => `One host’s clock differs by ${seconds} seconds; nobody could confirm it.`,
    ),
    clockUnknown: found(() => 'No host told the time.'),

    dnsGood: found(() => 'Names are resolved, and nobody answers in place of the name servers.'),
    dnsInside: found(
      () => 'Something in this network answers in place of the name servers.',
      'If you did not set that up, look at the DNS settings of the router and of this computer.',
    ),
    dnsOther: found(
      (address) =>
        `Names are resolved. Plain DNS seems to leave by another address (${address}); a second connection or a forwarding server does that.`,
    ),
    dnsFails: found(
      () => 'Names are not resolved.',
      'Look at the DNS servers that this computer and the router are set up to ask.',
    ),
    dnsUnknown: found(() => 'Nothing could be learnt of it.'),

    accountWorks: found(() => 'The credentials work.'),
    accountZones: found((zones) => `The credentials work; zones that they see: ${zones}.`),
    accountEmpty: found(
      () => 'The credentials work, but they see no zone.',
      'Give the credentials the right for the zone of your records.',
    ),
    accountUntestable: found(
      () => 'This service shows nothing without an update, so it was left alone.',
    ),
    accountLocked: found(
      () => 'Its credentials can no longer be read on this computer.',
      'Enter them again in the settings.',
    ),
    accountBlocked: found(
      () => 'It was not asked, because the service has locked it.',
      'Lift the lock at the service first, then force an update.',
    ),
    accountRests: found(() => 'It was not asked, because the service wants to be left alone now.'),

    recordMatches: found((address) => `Every name server answers with ${address}.`),
    recordProxied: found(() => 'It is proxied, so DNS shows the proxy’s addresses.'),
    recordDiffers: found(
      (address) => `Not every name server answers with ${address}.`,
      'Wait a while: name servers take over a change one after the other.',
    ),
    recordBehind: found(
      (address) => `Not every name server answers with ${address}, which has not been written yet.`,
      'Update now, or leave it to the next check.',
    ),
    recordMissing: found(
      (address) => `The name servers know no such record; it should be ${address}.`,
      'Force an update. If that does not help, look whether the name servers of the domain are this service’s.',
    ),
    recordAlias: found(
      () => 'The name is an alias (CNAME) of another one, so this record is not what DNS shows.',
      'Remove the alias at the DNS service, or choose another name.',
    ),
    recordUnknown: found(() => 'The name servers could not be asked.'),
    recordNoAddress: found(() => 'There is no address to compare with.'),
    recordNone: found(() => 'The settings list no record.', 'Add one.'),

    reachHere: found(
      () => 'It answers from this computer; that does not prove it from outside.',
      'Try it with a telephone that is not in this network, or name a service that does with --checker.',
    ),
    reachRefused: found(
      () => 'It was refused from here. Nothing listens there, or the router does not forward it.',
      'Start the service, and look at the router’s port forwarding.',
    ),
    reachSilent: found(
      () =>
        'No answer from here. Many routers do not lead their own address back inside, so this proves nothing.',
      'Try it with a telephone that is not in this network.',
    ),
    reachNowhere: found(() => 'The name could not be resolved.', 'Look at the record above.'),
    reachBlocked: found(
      () =>
        'No answer, and none is to be expected while the router has no public address of its own.',
      'See what is said about the router.',
    ),
    reachProved: found((checker) => `${checker} has reached it from outside.`),
    reachDenied: found(
      (checker) => `${checker} could not reach it from outside.`,
      'Look whether the service runs, at this computer’s firewall, and at the router’s port forwarding.',
    ),
    reachUnchecked: found(
      (checker) => `${checker} gave no answer that can be used.`,
      'Look at the URL of the checker, or try again in a while.',
    ),
  },
};
