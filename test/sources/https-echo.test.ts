import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../electron/core/address.ts';
import { NetError, type NetErrorKind, notPublicCode } from '../../electron/core/ports.ts';
import { plain, sentence, trace } from '../../electron/sources/form.ts';
import { defineEcho } from '../../electron/sources/https-echo.ts';
import { contextWith, sourceFailureOf, webWith } from './fakes.ts';

const service = {
  id: 'test',
  operator: 'test',
  urls: { ipv4: 'https://four.example.com/ip?k=qry-Secret', ipv6: 'https://six.example.com/ip' },
};
const source = defineEcho({ ...service, form: plain });

const failing = (reply: Parameters<typeof webWith>[0], family: 'ipv4' | 'ipv6' = 'ipv4') =>
  sourceFailureOf(source.ask(family, contextWith(webWith(reply))));

describe('an answer that is no answer', () => {
  it('is a sign-in page of the network, though a version number in it looks like an address (ddns-go: the first dotted quad of any page was taken)', async () => {
    const body =
      '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Portal 81.2.69.142</body></html>';
    const failure = await failing({ body, headers: { 'content-type': 'text/html' } });
    expect(failure.kind).toBe('captive');
    expect(failure.message).toContain('four.example.com');
    expect(failure.message).not.toContain('81.2.69.142');
  });

  it.each([
    '<html>81.2.69.142</html>',
    '  <!doctype HTML>81.2.69.142',
    '<!-- --> 81.2.69.142',
    '<script>location="http://81.2.69.142"</script>',
    '<?xml version="1.0"?><html>81.2.69.142</html>',
  ])('is a page even without a type: %j', async (body) => {
    expect((await failing({ body })).kind).toBe('captive');
  });

  it.each([301, 302, 303, 307, 308, 511])(
    'is status %i, as a sign-in page sends it, and nobody is followed',
    async (status) => {
      const headers = { location: 'http://login.example.net/?tok-Secret' };
      const failure = await failing({ status, headers, body: '81.2.69.142' });
      expect(failure.kind).toBe('captive');
      expect(failure.message).not.toContain('Secret');
    },
  );

  it.each([403, 429])('is status %i, which asks us to stay away', async (status) => {
    expect((await failing({ status, body: '81.2.69.142' })).kind).toBe('limited');
  });

  it.each([201, 204, 206, 400, 401, 404, 407, 500, 502, 503])(
    'is status %i, whatever its body says',
    async (status) => {
      const failure = await failing({ status, body: '81.2.69.142' });
      expect(failure.kind).toBe('status');
      expect(failure.message).toContain(String(status));
    },
  );

  it.each([
    '',
    '\n',
    ' 81.2.69.142',
    '81.2.69.142 ',
    '81.2.69.142\n\n',
    '\n81.2.69.142',
    '81.2.69.142\n81.2.69.142',
    '81.2.69.142, 10.0.0.1',
    'Your IP is 81.2.69.142',
    '81.2.69.142.',
    '81.2.69.142/32',
    '81.2.69.142:443',
    '"81.2.69.142"',
    '{"ip":"81.2.69.142"}',
    'ip=81.2.69.142',
    '81.2.69.142\0',
    '８１.2.69.142',
  ])('is an address with anything about it: %j', async (body) => {
    expect((await failing({ body })).kind).toBe('form');
  });

  it.each([
    '0177.0.0.1',
    '081.2.69.142',
    '81.2.69.0142',
    '1.2.3',
    '1.2',
    '16909060',
    '0x7f.1',
    '0x51.0x2.0x45.0x8e',
    '81.2.69.256',
    '81.2.69.142.1',
    '81..69.142',
    '-1.2.3.4',
    '81.2.69.1e1',
  ])('is a form of IPv4 that systems read differently: %j', async (body) => {
    expect((await failing({ body })).kind).toBe('form');
  });

  it.each([
    '2a02:8071:1:2::7%eth0',
    '[2a02:8071:1:2::7]',
    '2a02:8071:1:2::7/64',
    '2a02:8071::1::7',
    ':',
    '::g',
    '2a02:8071:1:2:3:4:5:6:7',
  ])('is no bare IPv6 address: %j', async (body) => {
    expect((await failing({ body }, 'ipv6')).kind).toBe('form');
  });

  it('is any other text than an address, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.lorem(), fc.json()),
        fc.string(),
        fc.string(),
        async (core, before, after) => {
          const body = `${before}${core}${after}`;
          fc.pre(parseAddress(body.replace(/\r?\n$/, '')) === undefined);
          const { kind } = await failing({ body });
          expect(['form', 'captive']).toContain(kind);
        },
      ),
    );
  });
});

describe('an address that is not to be published', () => {
  it('is ::1 (ddns-updater: a loopback address of a source was published)', async () => {
    const failure = await failing({ body: '::1' }, 'ipv6');
    expect(failure.kind).toBe('notGlobal');
    expect(failure.message).toContain('::1');
    expect(failure.message).toContain('loopback');
  });

  it.each([
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.127.255.254', 'carrier-grade NAT'],
    ['10.1.2.3', 'private'],
    ['172.31.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['192.0.2.1', 'documentation'],
    ['198.51.100.7', 'documentation'],
    ['203.0.113.9', 'documentation'],
    ['104.16.1.1', 'Cloudflare'],
    ['172.67.1.1', 'Cloudflare'],
    ['127.0.0.1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['169.254.1.1', 'link-local'],
    ['198.18.0.1', 'benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
  ])('is %s: %s', async (body, word) => {
    const failure = await failing({ body });
    expect(failure.kind).toBe('notGlobal');
    expect(failure.message).toContain(body);
    expect(failure.message).toContain(word);
  });

  it.each([
    ['fe80::1', 'link-local'],
    ['fd12:3456:789a::1', 'unique local'],
    ['2002:5102:458e::1', '6to4'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['::ffff:81.2.69.142', 'IPv4'],
    ['64:ff9b::5102:458e', 'NAT64'],
    ['2606:4700::6810:1', 'Cloudflare'],
    ['ff02::1', 'multicast'],
    ['::', 'unspecified'],
    ['4000::1', 'reserved'],
  ])('is %s: %s', async (body, word) => {
    const failure = await failing({ body }, 'ipv6');
    expect(failure.kind).toBe('notGlobal');
    expect(failure.message).toContain(word);
  });

  it.each([
    ['ipv4', '2a02:8071:1:2::7'],
    ['ipv6', '81.2.69.142'],
    ['ipv4', '::1'],
  ] as const)('is, where %s was asked for, %s', async (family, body) => {
    const failure = await failing({ body }, family);
    expect(failure.kind).toBe('family');
    expect(failure.message).toContain(body);
  });
});

describe('a service that cannot be reached', () => {
  it.each([
    ['offline', 'offline'],
    ['timeout', 'timeout'],
    ['tls', 'tls'],
    ['tooLarge', 'form'],
    ['notFound', 'network'],
    ['refused', 'network'],
    ['reset', 'network'],
    ['proxy', 'network'],
    ['other', 'network'],
    ['aborted', 'network'],
  ] as const satisfies readonly (readonly [NetErrorKind, string])[])(
    'with %s fails as %s',
    async (net, kind) => {
      const failure = await failing(net);
      expect(failure.kind).toBe(kind);
      expect(failure.message).toMatch(/^four\.example\.com: /);
      expect(failure.message).not.toContain('Secret');
    },
  );

  it('fails as hijacked where its name leads into the local network', async () => {
    const send = () => Promise.reject(new NetError('other', 'four.example.com', notPublicCode));
    const failure = await sourceFailureOf(source.ask('ipv4', contextWith({ http: { send } })));
    expect(failure.kind).toBe('hijacked');
    expect(failure.message).toContain('four.example.com');
  });

  it('is asked from the local address of the family', async () => {
    const web = webWith({ body: '81.2.69.142' });
    await source.ask('ipv4', contextWith({ ...web, local: { ipv4: '10.0.0.7', ipv6: '::7' } }));
    expect(web.requests[0]?.localAddress).toBe('10.0.0.7');
  });

  it('hands the reason of the signal on, not a failure of the source', async () => {
    const stop = new AbortController();
    const reason = new Error('shutting down');
    const http = {
      send: () => {
        stop.abort(reason);
        return webWith('aborted').http.send({ url: 'https://four.example.com/' } as never);
      },
    };
    const asking = source.ask('ipv4', contextWith({ http, signal: stop.signal }));
    await expect(asking).rejects.toBe(reason);
  });

  it('is not asked where the signal is aborted already', async () => {
    const reason = new Error('shutting down');
    const web = webWith({ body: '81.2.69.142' });
    const asking = source.ask('ipv4', contextWith({ ...web, signal: AbortSignal.abort(reason) }));
    await expect(asking).rejects.toBe(reason);
    expect(web.requests).toEqual([]);
  });

  it('lets a mistake of ours through as what it is', async () => {
    const mistake = new TypeError('a bug');
    const http = { send: () => Promise.reject(mistake) };
    await expect(source.ask('ipv4', contextWith({ http }))).rejects.toBe(mistake);
  });
});

describe('the trace form', () => {
  const traced = defineEcho({ ...service, form: trace });
  const failingTrace = (body: string) =>
    sourceFailureOf(traced.ask('ipv4', contextWith(webWith({ body }))));

  it.each([
    'h=x\nts=1\n',
    'ip=81.2.69.142\nip=89.160.20.112\n',
    'ip=81.2.69.142\nhello\n',
    'ip=81.2.69.142\n\nh=x\n',
    'ip=81.2.69.142\n<html>\n',
    'ip= 81.2.69.142\nh=x',
    'x ip=81.2.69.142',
  ])('takes no other text: %j', async (body) => {
    expect((await failingTrace(body)).kind).toBe('form');
  });

  it.each(['warp=on', 'warp=plus', 'gateway=on'])(
    'tells that the address is the tunnel’s: %s',
    async (line) => {
      const failure = await failingTrace(`h=x\nip=81.2.69.142\n${line}\n`);
      expect(failure.kind).toBe('notGlobal');
      expect(failure.message).toContain('WARP');
    },
  );
});

describe('the sentence form', () => {
  const told = defineEcho({
    ...service,
    form: sentence(/^Current IP Address: ([\d.]{7,15})\r?\n?$/),
  });

  it.each([
    'current ip address: 81.2.69.142',
    'Current IP Address: 81.2.69.142 and 10.0.0.1',
    'x Current IP Address: 81.2.69.142',
    'Current IP Address: 1.2.3.4.5',
    'Current IP Address: ',
  ])('takes no other sentence: %j', async (body) => {
    const failure = await sourceFailureOf(told.ask('ipv4', contextWith(webWith({ body }))));
    expect(failure.kind).toBe('form');
  });
});
