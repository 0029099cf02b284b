import { describe, expect, it, onTestFinished } from 'vitest';
import { createGatewayClient } from '../../../electron/core/gateway/asker.ts';
import type { GatewayWord } from '../../../electron/core/gateway/client.ts';
import '../../../electron/core/gateway/igd.ts';
import type { Network } from '../../../electron/core/network.ts';
import type { Http } from '../../../electron/core/ports.ts';
import { createGatewayRouter, home, wanAddress } from '../../support/gateway-router.ts';
import { description, searchAnswer, soapAnswer, soapFault } from '../../support/gateway-upnp.ts';
import { manualClock, settle } from '../../support/manual-clock.ts';
import { type LogLine, rememberingLog } from '../../support/remembering-log.ts';

type Options = Omit<Parameters<typeof createGatewayRouter>[0], 'clock'> & {
  readonly network?: Partial<Network>;
};

/** A router and this program's client for it; what is not allowed fails the test. */
function houseWith({ network, ...options }: Options) {
  const clock = manualClock();
  const router = createGatewayRouter({ clock, ...options });
  const lines: LogLine[] = [];
  const client = createGatewayClient({
    udp: router.udp,
    http: router.http,
    network: { ...router.network, ...network },
    clock,
    random: () => 0.5,
    log: rememberingLog(lines),
  });
  onTestFinished(() => {
    expect(router.server.violations).toEqual([]);
    expect(lines.filter(({ level }) => level !== 'debug')).toEqual([]);
    expect(router.listening()).toBe(0);
  });
  const signal = new AbortController().signal;
  /** The answer, with as much time as it takes. */
  async function ask(): Promise<GatewayWord> {
    let isOver = false;
    const word = client.ask(signal).finally(() => {
      isOver = true;
    });
    for (let step = 0; step < 200; step += 1) {
      await settle();
      if (isOver) break;
      await clock.advance(50);
    }
    return word;
  }
  /** What is asked for one answer. */
  async function askedFor(): Promise<readonly string[]> {
    router.asked.length = 0;
    await ask();
    await settle();
    return [...router.asked];
  }
  return { clock, router, client, ask, askedFor };
}

const address = {
  kind: 'address',
  gateway: home.gateway,
  address: { family: 'ipv4', text: wanAddress },
};
const reading = 'GET /rootDesc.xml';
const question = 'POST /ctl/IPConn';
const search = ['search', 'search', 'search', 'search'];

describe('a gateway', () => {
  it('that speaks NAT-PMP is asked by two bytes', async () => {
    const { ask, askedFor } = houseWith({ speaks: ['natPmp', 'pcp', 'igd'] });
    expect(await ask()).toEqual({ ...address, protocol: 'natPmp', epoch: 0 });
    expect(await askedFor()).toEqual(['natPmp']);
  });

  it('that speaks PCP alone is asked with a mapping, which is taken away', async () => {
    const { ask, askedFor, router, clock } = houseWith({ speaks: ['pcp', 'igd'] });
    await clock.advance(9000);
    expect(await ask()).toEqual({ ...address, protocol: 'pcp', epoch: 9 });
    expect(router.asked).toEqual(['natPmp', 'pcp', 'pcpEnd']);
    expect(router.server.mappings.size).toBe(0);
    expect(await askedFor()).toEqual(['pcp', 'pcpEnd']);
  });

  it.each(['WANIPConnection:1', 'WANIPConnection:2', 'WANPPPConnection:1'])(
    'that speaks UPnP alone is searched once, and then asked directly (%s)',
    async (wan) => {
      const { ask, askedFor } = houseWith({ speaks: ['igd'], wan, refuses: true });
      expect(await ask()).toEqual({
        ...address,
        protocol: 'igd',
        events: {
          url: `http://${home.gateway}:5000/evt/IPConn`,
          gateway: home.gateway,
          localAddress: home.local,
        },
      });
      expect(await askedFor()).toEqual([question]);
    },
  );

  it('is asked by the next protocol where one is refused', async () => {
    const { ask, router } = houseWith({ speaks: ['igd'] });
    router.odd.mapping = (request) =>
      request[0] === 0 ? Uint8Array.of(0, 128, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0) : undefined;
    expect(await ask()).toMatchObject({ protocol: 'igd' });
    expect(router.asked.filter((one) => one === 'natPmp')).toHaveLength(1);
  });

  it('without an address is down, by each protocol', async () => {
    for (const speaks of [['natPmp'], ['pcp'], ['igd']] as const) {
      const { ask } = houseWith({ speaks, external: undefined });
      expect(await ask()).toMatchObject({
        kind: 'down',
        protocol: speaks[0],
        gateway: home.gateway,
      });
    }
  });

  it('with a private or shared address tells it: there is another NAT behind it', async () => {
    for (const external of ['10.4.5.6', '100.72.1.2']) {
      const { ask } = houseWith({ speaks: ['natPmp'], external });
      expect(await ask()).toMatchObject({ address: { text: external } });
    }
  });

  it('that gives its own address in the house as the one outside is not believed', async () => {
    const { ask } = houseWith({ speaks: ['natPmp', 'igd'], external: home.gateway });
    expect(await ask()).toMatchObject({ kind: 'silent' });
  });

  it('is nobody where the system names none, and nothing is sent', async () => {
    const { ask, askedFor } = houseWith({
      speaks: ['natPmp'],
      network: { gateways: async () => [] },
    });
    expect(await ask()).toEqual({ kind: 'none' });
    expect(await askedFor()).toEqual([]);
  });

  it('is asked from this computer’s address as soon as the system shows one', async () => {
    let isUp = false;
    const shown = { interface: home.interface, address: home.local, internal: false, prefix: 24 };
    const addresses = async () => (isUp ? [shown] : []);
    const { ask, router } = houseWith({ speaks: ['natPmp'], network: { addresses } });
    await ask();
    // From wherever the system liked.
    expect(router.server.violations.splice(0)).toEqual(['sent from undefined']);
    isUp = true;
    await ask();
  });

  it('is found anew where it has started again with another port', async () => {
    const { ask, askedFor, router } = houseWith({ speaks: ['igd'], refuses: true });
    await ask();
    router.restart();
    expect(await askedFor()).toEqual([question, 'natPmp', 'pcp', ...search, reading, question]);
    expect(await askedFor()).toEqual([question]);
  });

  it('is found anew where it speaks something else now', async () => {
    const { ask, askedFor, router } = houseWith({ speaks: ['natPmp'] });
    await ask();
    router.speaks = ['igd'];
    expect(await ask()).toMatchObject({ protocol: 'igd' });
    expect(await askedFor()).toEqual([question]);
  });
});

describe('a silent gateway', () => {
  it('costs three seconds once, and then nothing for ten minutes', async () => {
    const { ask, askedFor, clock } = houseWith({ speaks: [] });
    const start = clock.now();
    const word = await ask();
    expect(clock.now() - start).toBeLessThanOrEqual(3100);
    expect(word).toMatchObject({ kind: 'silent', gateway: home.gateway });
    expect(await askedFor()).toEqual([]);
    await clock.advance(9.9 * 60_000);
    expect(await askedFor()).toEqual([]);
    await clock.advance(12_000);
    expect(await askedFor()).toContain('natPmp');
  });

  it('is asked again when the network changed', async () => {
    const { ask, askedFor, client } = houseWith({ speaks: [] });
    await ask();
    client.forget();
    expect(await askedFor()).toContain('natPmp');
  });

  it('is asked again where the clock was set back by hours', async () => {
    const { ask, askedFor, clock } = houseWith({ speaks: [] });
    await ask();
    clock.jump(-5 * 3_600_000);
    expect(await askedFor()).toContain('natPmp');
  });

  it('that has spoken before is asked again sooner, but ever later', async () => {
    const { ask, askedFor, clock, router } = houseWith({ speaks: ['natPmp'] });
    await ask();
    router.speaks = [];
    expect(await ask()).toMatchObject({ kind: 'silent' });
    await clock.advance(29_000);
    expect(await askedFor()).toEqual([]);
    await clock.advance(1000);
    expect(await askedFor()).toContain('natPmp');
    await clock.advance(31_000);
    expect(await askedFor()).toEqual([]);
    await clock.advance(30_000);
    router.speaks = ['natPmp'];
    expect(await ask()).toMatchObject({ kind: 'address' });
  });

  it('is not waited for where its ports are closed', async () => {
    const { ask, clock, router } = houseWith({ speaks: [], refuses: true });
    const start = clock.now();
    await ask();
    expect(clock.now() - start).toBeLessThanOrEqual(1600);
    expect(router.asked.filter((one) => one !== 'search')).toEqual(['natPmp', 'pcp']);
  });
});

describe('those who ask', () => {
  it('at the same time share one answer', async () => {
    const { client, router } = houseWith({ speaks: ['natPmp'] });
    const signal = new AbortController().signal;
    const words = await Promise.all([client.ask(signal), client.ask(signal), client.ask(signal)]);
    expect(new Set(words).size).toBe(1);
    expect(router.asked).toEqual(['natPmp']);
  });

  it('leave with their signal’s reason, and the others stay', async () => {
    const { client, router, clock } = houseWith({ speaks: ['igd'] });
    const stop = new AbortController();
    const leaving = client.ask(stop.signal);
    const staying = client.ask(new AbortController().signal);
    await settle();
    stop.abort('enough');
    await expect(leaving).rejects.toBe('enough');
    await clock.advance(5000);
    expect(await staying).toMatchObject({ protocol: 'igd' });
    await expect(client.ask(stop.signal)).rejects.toBe('enough');
    expect(router.asked.filter((one) => one === question)).toHaveLength(1);
  });

  it('leave nothing running behind them', async () => {
    const { client, clock, router } = houseWith({ speaks: [] });
    const stop = new AbortController();
    const leaving = client.ask(stop.signal);
    await clock.advance(1600);
    expect(router.listening()).toBe(1);
    stop.abort('enough');
    await expect(leaving).rejects.toBe('enough');
    await settle();
    expect(clock.waiting()).toBe(0);
  });

  it('get the new network’s answer once it was told to forget', async () => {
    const { client, router, clock } = houseWith({ speaks: [] });
    const signal = new AbortController().signal;
    const old = client.ask(signal);
    await clock.advance(100);
    router.speaks = ['natPmp'];
    client.forget();
    expect(await client.ask(signal)).toMatchObject({ kind: 'address' });
    await clock.advance(5000);
    await old;
    expect(await client.ask(signal)).toMatchObject({ kind: 'address' });
  });
});

describe('somebody else in the network', () => {
  const lying = 'http://192.168.1.66:5000/rootDesc.xml';

  it.each([
    ['answers the search', () => [{ bytes: searchAnswer(lying, 'x'), from: '192.168.1.66' }]],
    [
      'answers it with the gateway’s own location',
      () => [
        {
          bytes: searchAnswer(`http://${home.gateway}:5000/rootDesc.xml`, 'x'),
          from: '192.168.1.66',
        },
      ],
    ],
    [
      'answers it in the gateway’s name with a location elsewhere',
      () => [{ bytes: searchAnswer(lying, 'x'), from: home.gateway }],
    ],
    [
      'answers it with noise in the gateway’s name',
      () => [{ bytes: new Uint8Array(65_000).fill(13), from: home.gateway }],
    ],
  ])('is not heard when it %s', async (_title, answers) => {
    const { ask, router } = houseWith({ speaks: [] });
    router.odd.search = answers;
    expect(await ask()).toMatchObject({ kind: 'silent' });
    expect(router.asked.filter((one) => one.startsWith('GET'))).toEqual([]);
  });

  it('who names a hundred descriptions has four of them read', async () => {
    const { ask, router } = houseWith({ speaks: [] });
    let count = 0;
    router.odd.search = (target) =>
      Array.from({ length: 100 }, () => {
        count += 1;
        return {
          bytes: searchAnswer(`http://${home.gateway}:5000/${count}`, target),
          from: home.gateway,
        };
      });
    expect(await ask()).toMatchObject({ kind: 'silent' });
    expect(router.asked.filter((one) => one.startsWith('GET'))).toHaveLength(4);
  });
});

describe('what the gateway’s web server says', () => {
  const reply = (status: number, body = '', headers = {}) => ({ status, body, headers });

  it.each([
    ['a redirect', reply(302, '', { location: 'http://evil.example/' })],
    ['ten megabytes', reply(200, `<root>${'x'.repeat(10_000_000)}</root>`)],
    ['a sign-in page', reply(200, '<html><body>Sign in</body></html>')],
    ['a bomb', reply(200, '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><root>&b;</root>')],
    [
      'control elsewhere',
      reply(200, description('WANIPConnection:1').replace('/ctl/IPConn', 'http://evil.example/')),
    ],
  ])('is no description where it is %s', async (_title, odd) => {
    const { ask, router } = houseWith({ speaks: ['igd'] });
    router.odd.http = ({ method }) => (method === 'GET' ? odd : undefined);
    expect(await ask()).toMatchObject({ kind: 'silent' });
    expect(router.asked.filter((one) => one.startsWith('POST'))).toEqual([]);
  });

  it.each([
    ['a redirect', reply(307, '', { location: 'http://evil.example/' }), { kind: 'silent' }],
    ['ten megabytes', reply(200, 'x'.repeat(10_000_000)), { kind: 'silent' }],
    ['no permission', reply(500, soapFault('606')), { kind: 'silent' }],
    ['that it failed', reply(500, soapFault('501')), { kind: 'down' }],
    ['no address', reply(200, soapAnswer('WANIPConnection:1', '')), { kind: 'down' }],
    ['no IPv4 address', reply(200, soapAnswer('WANIPConnection:1', '::1')), { kind: 'silent' }],
    [
      'an address under a status of failure',
      reply(404, soapAnswer('WANIPConnection:1', '1.2.3.4')),
      { kind: 'silent' },
    ],
  ])('is understood where it is %s', async (_title, odd, word) => {
    const { ask, router } = houseWith({ speaks: ['igd'] });
    router.odd.http = ({ method }) => (method === 'POST' ? odd : undefined);
    expect(await ask()).toMatchObject(word);
  });

  it('is the connected way’s where a modem has two', async () => {
    const { ask, router } = houseWith({ speaks: ['igd'] });
    const ip = description('WANIPConnection:1');
    const one = /<service><serviceType>[^<]*WANIP.*?<\/service>/s.exec(ip)?.[0] ?? '';
    const ppp = one
      .replace('WANIPConnection', 'WANPPPConnection')
      .replace('/ctl/IPConn', '/ctl/PPP');
    router.odd.http = ({ method, url }) => {
      if (method === 'GET') return reply(200, ip.replace(one, ppp + one));
      return url.endsWith('/PPP') ? reply(200, soapAnswer('WANPPPConnection:1', '')) : undefined;
    };
    expect(await ask()).toMatchObject({ kind: 'address', address: { text: wanAddress } });
    expect(router.asked.slice(-2)).toEqual(['POST /ctl/PPP', question]);
  });

  it('holds nobody up for longer than six seconds, however slowly and however much of it comes', async () => {
    const { router, clock } = houseWith({ speaks: ['igd'] });
    let count = 0;
    router.odd.search = (target) => {
      count += 1;
      const location = `http://${home.gateway}:5000/${count}`;
      return [{ bytes: searchAnswer(location, target), from: home.gateway }];
    };
    const send: Http['send'] = async (request) => {
      await clock.sleep(1900, request.signal);
      return router.http.send(request);
    };
    const { udp, network } = router;
    const outside = { udp, http: { send }, network, clock, random: () => 0.5 };
    const client = createGatewayClient({ ...outside, log: rememberingLog([]) });
    const words: GatewayWord[] = [];
    const asking = client.ask(new AbortController().signal).then((word) => words.push(word));
    await clock.advance(6000);
    expect(words).toMatchObject([{ kind: 'silent', gateway: home.gateway }]);
    await asking;
  });
});
