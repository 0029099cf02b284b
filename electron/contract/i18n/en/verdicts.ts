/** What stands between this computer and the Internet: what it is, what it means, what to do. */
export const verdicts = {
  kinds: {
    carrierGradeNat: {
      title: 'Your Internet provider shares one address among several customers',
      meaning:
        'Over IPv4 nobody can connect to this computer from outside, whatever the router forwards.',
      next: 'Ask your provider for a public IPv4 address, reach this computer over IPv6, or use a tunnel service.',
    },
    doubleNat: {
      title: 'Your router stands behind another router',
      meaning:
        'Over IPv4 a connection from outside arrives at the other router first, and ends there unless it passes it on.',
      next: 'Forward the ports on both routers, or set the first one to bridge mode. If the other one is your provider’s, ask for a public IPv4 address.',
    },
    noPublicAddress: {
      title: 'Your router seems to have no public address of its own',
      meaning:
        'Perhaps your Internet provider shares one address among several customers (carrier-grade NAT), perhaps another router stands before yours; which of the two could not be confirmed. Either way, over IPv4 a connection from outside does not get as far as your router by itself.',
      next: 'Look up the WAN or Internet address on the router’s own page. From 100.64 to 100.127 it is shared: ask your provider for a public IPv4 address, or use IPv6. If it begins with 10, 192.168, or 172.16 to 172.31, it is another router’s: forward the ports there as well, or ask for a public address if that router is your provider’s.',
    },
    otherExit: {
      title: 'The Internet sees another address than your router has',
      meaning:
        'Most likely a VPN, a proxy or a second connection is in use. A record with that address would not lead to your router, so the old one stays.',
      next: 'Leave this program out of the VPN or proxy, or bind it to the adapter of your own connection in the settings. If the router is wrong, leave it out of the sources for IPv4.',
    },
    tunnel: {
      title: 'This computer reaches the Internet through a VPN or another tunnel',
      meaning:
        'The address that the Internet sees is the tunnel’s. Most tunnels let nobody in from outside, so it is not published.',
      next: 'End the VPN, or leave this program out of it. If the tunnel’s address is the one you want, allow tunnels in the settings.',
    },
    captivePortal: {
      title: 'This network seems to want a sign-in first',
      meaning:
        'Web pages answered in place of the address services. Until somebody signs in, nothing can be found out or written.',
      next: 'Open a browser, sign in to the network, and check again.',
    },
    ipv6Only: {
      title: 'This network has no IPv4 of its own',
      meaning: 'This computer can be reached over IPv6 only. A records stay as they are.',
      next: 'Nothing is wrong. Whoever has only IPv4 cannot reach this computer; leave out the A records if you do not need them.',
    },
    noIpv6: {
      title: 'This network has no IPv6 at the moment',
      meaning: 'This computer can be reached over IPv4 only. AAAA records stay as they are.',
      next: 'Nothing is wrong. Switch IPv6 on in the router if your provider offers it, or leave out the AAAA records.',
    },
    clockWrong: {
      title: 'The clock of this computer seems to be wrong',
      meaning:
        'Secure connections fail or are refused while the time is off, so records cannot be written reliably.',
      next: 'Let the system set its clock by the Internet, and look at the time zone and the date.',
    },
    dnsHijacked: {
      title: 'Something in this network answers in place of the name servers',
      meaning:
        'It may be an ad blocker, a parental filter, the router or the provider. What DNS says here may differ from what the world sees; this computer can be reached all the same.',
      next: 'If you did not set that up, look at the DNS settings of the router and of this computer.',
    },
    disagree: {
      title: 'The sources name different addresses',
      meaning:
        'Which one is right could not be confirmed, so nothing was changed and the record stays as it is.',
      next: 'Wait for the next check. If it stays like this, a VPN, a proxy or a second connection is the most likely reason.',
    },
    offline: {
      title: 'This computer is offline',
      meaning: 'Without a connection nothing is written, and every record stays as it is.',
      next: 'Check the cable, the wireless network and the router. Once it is back, the next check brings the records up to date.',
    },
    elsewhere: {
      title: 'This network is not among those that you approved',
      meaning: 'Nothing is asked or written here, and every record stays as it is.',
      next: 'If this is your own network, add it to the approved ones in the settings.',
    },
  },
  /** A title, with the family that it concerns. */
  about: (title: string, family: string) => `${title} (${family})`,
  /** A verdict in one paragraph, below its title. */
  text: (meaning: string, next: string) => `${meaning} ${next}`,
  seen: (evidence: string) => `Seen: ${evidence}.`,
};
