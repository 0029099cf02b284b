import { echoServices } from '../../../electron/sources/catalogue.ts';
import type { Lab } from '../lab.ts';
import { wan } from '../plan.ts';
import type { EchoWay } from '../service-call.ts';
import { lie, type Situation } from './situation.ts';

type Reply = NonNullable<EchoWay['reply']>;

const everybody = (way: EchoWay) => ({ '*': way });
const html: Reply = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Sign in</title><p>Portal 1.2.1.1, firmware 8.8.4.4</p>',
};
const bare = (body: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});
const redirect: Reply = {
  status: 302,
  headers: { location: 'http://portal.example/login?ip=93.184.216.34' },
  body: lie,
};

/** Every host of one operator. */
function hostsOf(operator: string): readonly string[] {
  return echoServices
    .filter((service) => service.operator === operator)
    .flatMap(({ urls }) => Object.values(urls).map((url) => new URL(url).hostname));
}

function operatorLies(operator: string, address: string) {
  return Object.fromEntries(hostsOf(operator).map((host) => [host, { address }]));
}

/** Leaves nothing but the web to be asked. */
async function refuseDatagrams({ internet, rules }: Lab): Promise<void> {
  const refusal = { rcode: 5 } as const;
  await internet.call('whoami', { cloudflare: refusal, opendns: refusal, google: refusal });
  await rules('router', {
    forward: ['iifname "br0" udp dport { 3478, 19302 } reject with icmpx port-unreachable'],
  });
}

/** All services answer alike, and the record stays. What is told of it is told where nobody else answers. */
function all(name: string, way: EchoWay, verdict: Situation['verdict']): Situation {
  const set = async (lab: Lab) => {
    await lab.internet.call('echo', everybody(way));
    if (verdict !== undefined) await refuseDatagrams(lab);
  };
  return { name, set, verdict };
}

let different = 0;

/** What the services that are asked over https can do. */
export const echoSituations: readonly Situation[] = [
  {
    name: 'one echo service lies (ddns-updater #351)',
    settings: { sources: { ipv4: '[ipify, identme, amazon, seeip]' } },
    set: ({ internet }) => internet.call('echo', operatorLies('ident.me', lie)),
    checks: 5,
    heard: 'v4.ident.me',
    verdict: undefined,
  },
  {
    name: 'two names of one operator tell the same lie',
    settings: { sources: { ipv4: '[ipify, icanhazip, cloudflare, seeip]' } },
    set: ({ internet }) => internet.call('echo', operatorLies('cloudflare', lie)),
    checks: 5,
    heard: 'ipv4.icanhazip.com',
    verdict: undefined,
  },
  {
    name: 'an echo service tells the address of the day before',
    set: async ({ internet, router }) => {
      await router.setWan(wan.other);
      await internet.call('echo', operatorLies('ipify', wan.first));
    },
    may: [wan.other],
    must: wan.other,
    checks: 4,
    verdict: undefined,
  },
  all(
    'every echo service answers with a page that names versions (ddns-go #1402)',
    { reply: html },
    'captivePortal',
  ),
  all('every echo service sends to a portal (302)', { reply: redirect }, 'captivePortal'),
  all(
    'an error page of a proxy stands where the address should (favonia #985, #1026)',
    { reply: { ...html, status: 403 } },
    undefined,
  ),
  all('the loopback address (ddns-updater)', { address: '127.0.0.1' }, undefined),
  all('a private address (opnsense/core #5466)', { address: '192.168.1.1' }, undefined),
  all(
    'a shared address of the provider (opnsense/plugins #2872)',
    { address: '100.64.7.2' },
    undefined,
  ),
  all('an IPv6 address where IPv4 was asked for', { address: '2a02:8071::7' }, undefined),
  all(
    'an address of Cloudflare’s edge (timothymiller #233)',
    { address: '104.16.132.229' },
    'tunnel',
  ),
  all('two addresses at once', { reply: bare(`${lie}, 93.184.216.35\n`) }, undefined),
  all('an address with a zero in front', { reply: bare('093.184.216.34\n') }, undefined),
  all(
    'everybody wants to be left alone (navilg #23)',
    { reply: bare('Too many requests', 429) },
    undefined,
  ),
  all('the clock is behind: no certificate is valid yet', { certificate: 'future' }, 'clockWrong'),
  all('the clock is ahead: every certificate is over', { certificate: 'expired' }, 'clockWrong'),
  {
    name: 'every service tells another address',
    set: async (lab) => {
      const { internet } = lab;
      different = 0;
      const ways = echoServices.flatMap(({ operator, urls }) =>
        Object.values(urls).map((url) => {
          different += 1;
          return [new URL(url).hostname, operator, `93.184.220.${different}`] as const;
        }),
      );
      await internet.call(
        'echo',
        Object.fromEntries(ways.map(([host, , address]) => [host, { address }])),
      );
      await refuseDatagrams(lab);
    },
    verdict: 'disagree',
  },
  {
    name: 'the first services never answer, and the address has changed',
    set: async ({ internet, router }) => {
      const slow = ['api.ipify.org', 'v4.ident.me', 'checkip.amazonaws.com', 'ipv4.icanhazip.com'];
      const ways = slow.map((host) => [host, { delay: 'never' } as const]);
      await internet.call('echo', Object.fromEntries(ways));
      await router.setWan(wan.other);
    },
    may: [wan.other],
    must: wan.other,
    verdict: undefined,
  },
  {
    name: 'a portal answers on a page of the user’s own, over http',
    settings: { sources: { ipv4: '{ url: "http://api.ipify.org/" }' } },
    set: (lab) => lab.portal(html),
    verdict: 'captivePortal',
  },
  {
    name: 'a portal catches every web request',
    settings: { sources: { ipv4: '[ipify, identme, amazon, seeip]' } },
    set: (lab) => lab.portal(redirect),
    verdict: 'captivePortal',
  },
];
