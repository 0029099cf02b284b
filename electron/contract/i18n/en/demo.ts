/** The story that `ddns-tray demo` tells. */
export const demo = {
  title: 'DDNS Tray, a demonstration',
  intro: [
    'A small Internet starts on this computer alone. Nothing leaves it, and no account is needed.',
    'Anna, Ben, Chen and Dora are services that tell a computer its public address.',
    'Two DNS services hold its names: a name server that takes updates by RFC 2136, and one with a web API.',
    'A minute takes less than a second here.',
  ],
  scenes: {
    start: 'The first start: two services must agree before anything is written.',
    moved: (address: string) => `The Internet provider hands out a new address, ${address}.`,
    lying: (service: string, address: string) =>
      `${service} breaks, and claims the address ${address}.`,
    broken: 'The DNS service with the web API breaks down, and then the address changes.',
    mended: 'The DNS service with the web API is repaired.',
  },
  confirmed: (address: string, services: string) =>
    `${services} agree: the public address is ${address}.`,
  steady: (service: string) => `${service} says that nothing changed. One question was enough.`,
  outvoted: (liar: string, claim: string, services: string, address: string) =>
    `${liar} says ${claim}, but ${services} say ${address}: outvoted, and not believed.`,
  written: (name: string, address: string, provider: string) =>
    `${name} is now ${address} at ${provider}.`,
  verified: (name: string, address: string) =>
    `Checked in DNS: the name server of its zone answers ${address} for ${name}.`,
  failed: (name: string, sentence: string) => `${name} could not be written. ${sentence}`,
  end: 'Both names point at this computer again, and DNS says so. That is all that DDNS Tray does.',
  next: 'Now with names of your own: “ddns-tray providers” lists the services, the README has a settings file to start from.',
  failedStory: (scene: string) =>
    `The demonstration did not come to its end (“${scene}”). Something on this computer may keep programs from talking to each other on 127.0.0.1, such as a firewall.`,
};
