import { wan } from '../plan.ts';
import { lie, plainRouter, type Situation } from './situation.ts';

const whoami = '{ 1.1.1.1, 1.0.0.1, 208.67.222.222, 208.67.220.220, 216.239.32.10, 216.239.34.10 }';

/** As few sources as have those of interest among them. */
const names = '[ipify, dns-cloudflare, seeip, dns-opendns, dns-google]';
const stun = '[ipify, stun-cloudflare, seeip, stun-google, stun-xiaomi]';

/** What can be done to names and to datagrams. */
export const dnsSituations: readonly Situation[] = [
  {
    name: 'a resolver in the network answers every name with its own address',
    set: async (lab) => {
      await lab.attack('router', { kind: 'dns', port: 5300, address: '192.168.1.1' });
      await lab.rules('router', {
        prerouting: ['iifname "br0" udp dport 53 redirect to :5300'],
      });
    },
    verdict: 'dnsHijacked',
  },
  {
    name: 'a box on the way answers for the name servers that tell addresses',
    settings: { sources: { ipv4: names } },
    set: async (lab) => {
      await lab.attack('router', { kind: 'dns', port: 5300, address: lie });
      await lab.rules('router', {
        prerouting: [`iifname "br0" ip daddr ${whoami} udp dport 53 redirect to :5300`],
      });
    },
    checks: 4,
    verdict: ['dnsHijacked', 'disagree'],
    by: 'doctor',
  },
  {
    name: 'a transparent proxy asks in our place, so that the servers see the resolver',
    protocols: plainRouter,
    settings: { sources: { ipv4: names } },
    set: async ({ internet }) => {
      const address = '217.0.5.53';
      await internet.call('whoami', {
        cloudflare: { address },
        opendns: { address },
        google: { address },
      });
    },
    checks: 4,
    // Whether the name servers were contradicted often enough to be named, goes by whose turn it was.
    verdict: ['dnsHijacked', 'disagree'],
    by: 'doctor',
  },
  {
    name: 'the servers that tell addresses refuse',
    set: async ({ internet, router }) => {
      await internet.call('whoami', {
        cloudflare: { rcode: 5 },
        opendns: { rcode: 5 },
        google: { rcode: 5 },
      });
      await router.setWan(wan.other);
    },
    may: [wan.other],
    must: wan.other,
    verdict: undefined,
  },
  {
    name: 'the resolver is down, and the address has changed',
    set: async (lab) => {
      await lab.rules('router', { forward: ['ip daddr 195.46.39.39 drop'] });
      await lab.router.setWan(wan.other);
    },
    checks: 1,
    may: [wan.other],
    verdict: undefined,
  },
  {
    name: 'Google’s server tells a client subnet beside the address',
    settings: { sources: { ipv4: names } },
    set: async ({ internet, router }) => {
      await internet.call('whoami', { google: { extra: 'edns0-client-subnet 93.184.216.0/24' } });
      await router.setWan(wan.other);
    },
    may: [wan.other],
    must: wan.other,
    checks: 4,
    verdict: undefined,
  },
  {
    name: 'STUN answers are forged',
    settings: { sources: { ipv4: stun } },
    set: async (lab) => {
      await lab.attack('router', { kind: 'stun', port: 3999, address: lie });
      await lab.rules('router', {
        prerouting: ['iifname "br0" udp dport { 3478, 19302 } redirect to :3999'],
      });
    },
    checks: 4,
    verdict: ['disagree', undefined],
  },
];
