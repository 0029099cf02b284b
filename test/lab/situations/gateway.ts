import { isp, lan, wan } from '../plan.ts';
import { lie, plainRouter, type Situation, silentRouter } from './situation.ts';

/** What the router, or somebody in its place, can do. */
export const gatewaySituations: readonly Situation[] = [
  {
    name: 'the provider shares its addresses (favonia #830)',
    set: async (lab) => {
      await lab.router.setWan(wan.carrier);
      await lab.attack('router', { kind: 'natPmp', on: lan.router, address: wan.carrier });
    },
    may: [isp.shared],
    must: isp.shared,
    verdict: 'carrierGradeNat',
  },
  {
    name: 'the router stands behind another router',
    set: async (lab) => {
      await lab.router.setWan(wan.private);
      await lab.attack('router', { kind: 'natPmp', on: lan.router, address: wan.private });
    },
    may: [isp.shared],
    must: isp.shared,
    verdict: 'doubleNat',
  },
  // It then says that it has no address at all.
  {
    name: 'miniupnpd keeps a shared address to itself (miniupnp #523, #732)',
    protocols: plainRouter,
    set: ({ router }) => router.setWan(wan.carrier),
    may: [isp.shared],
    must: isp.shared,
    verdict: 'noPublicAddress',
  },
  {
    name: 'the router tells a private address although its line has a public one',
    set: async (lab) => {
      await lab.attack('router', { kind: 'natPmp', on: lan.router, address: '192.168.9.9' });
    },
    verdict: 'doubleNat',
  },
  {
    name: 'the router tells 0.0.0.0 while the line is renegotiated',
    protocols: plainRouter,
    set: ({ router }) => router.dropWan(),
    checks: 1,
    verdict: 'offline',
  },
  {
    name: 'the router lies with a public address',
    set: ({ router }) => router.speak({ natPmp: true, igd: true, externalIp: lie }),
    verdict: 'otherExit',
  },
  {
    name: 'the router lies from the first check on',
    fresh: true,
    set: ({ router }) => router.speak({ natPmp: true, igd: true, externalIp: lie }),
    verdict: 'otherExit',
  },
  {
    name: 'the router lies, and the real address has changed',
    set: async ({ router }) => {
      await router.setWan(wan.other);
      await router.speak({ natPmp: true, igd: true, externalIp: lie });
    },
    may: [wan.other],
    verdict: 'otherExit',
  },
  {
    name: 'a forged NAT-PMP answer for the router',
    set: async (lab) => {
      await lab.attack('router', { kind: 'natPmp', on: lan.router, address: lie });
    },
    verdict: 'otherExit',
  },
  {
    name: 'another computer announces a new address (RFC 6886 3.2.1)',
    protocols: plainRouter,
    set: async (lab) => {
      await lab.attack('neighbour', { kind: 'announce', from: lan.neighbour, address: lie });
    },
    live: async (lab, installation) => {
      const daemon = installation.run();
      await daemon.says(/watches/);
      await lab.internet.call('pause', 4_000);
      await daemon.stop();
    },
    verdict: undefined,
  },
  {
    name: 'another computer announces one in the router’s name',
    protocols: plainRouter,
    set: async (lab) => {
      await lab.net.script('neighbour', [`ip addr add ${lan.router}/32 dev lo`]);
      await lab.attack('neighbour', { kind: 'announce', from: lan.router, address: lie });
    },
    live: async (lab, installation) => {
      const daemon = installation.run();
      await daemon.says(/watches/);
      await lab.internet.call('pause', 4_000);
      await daemon.stop();
      await lab.net.script('neighbour', [`ip addr del ${lan.router}/32 dev lo`]);
    },
    verdict: undefined,
  },
  {
    name: 'another computer answers the search for a gateway',
    protocols: silentRouter,
    set: async (lab) => {
      await lab.attack('neighbour', { kind: 'igd', on: lan.neighbour, address: lie });
    },
    verdict: undefined,
  },
  {
    name: 'the router restarts: nothing, then a private address, then a new one (opnsense/core #5466)',
    protocols: plainRouter,
    set: async () => undefined,
    live: async (lab, installation) => {
      const daemon = installation.run();
      await daemon.says(/watches/);
      await lab.router.speak(silentRouter);
      await lab.router.dropWan();
      await lab.rules('isp', { forward: ['ip saddr { 10.0.0.0/8, 217.0.5.5 } drop'] });
      await lab.router.setWan(wan.private);
      await lab.router.speak(plainRouter);
      await lab.internet.call('pause', 2_000);
      await lab.router.setWan(wan.moved);
      const wish = {
        name: 'pc.example.com',
        type: 'A',
        address: wan.moved,
        limit: 25_000,
      } as const;
      await lab.internet.call('watch', wish);
      // By then it has stored what it saw.
      await daemon.says(new RegExp(`to ${wan.moved.replaceAll('.', '\\.')}; written`));
      await daemon.stop();
      // What is told then is not a word of the router from the time before.
      await installation.update();
    },
    may: [wan.moved],
    must: wan.moved,
    verdict: undefined,
  },
];
