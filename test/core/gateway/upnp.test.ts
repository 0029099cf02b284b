import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  externalAddressRequest,
  readDescription,
  readEvent,
  readExternalAddress,
} from '../../../electron/core/gateway/igd.ts';
import { locationIn, ownUrl, searchMessage } from '../../../electron/core/gateway/ssdp.ts';
import {
  description,
  eventBody,
  searchAnswer,
  soapAnswer,
  soapFault,
} from '../../support/gateway-upnp.ts';

const gateway = '192.168.1.1';
const location = `http://${gateway}:5000/rootDesc.xml`;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (value: string) => new TextEncoder().encode(value);
const answer = (where: string) => searchAnswer(where, 'upnp:rootdevice');

describe('a search', () => {
  it('is an M-SEARCH with its host, and with a time only where many may answer', () => {
    expect(text(searchMessage('upnp:rootdevice', '239.255.255.250'))).toBe(
      'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: upnp:rootdevice\r\n\r\n',
    );
    expect(text(searchMessage('upnp:rootdevice', gateway))).not.toContain('MX');
  });

  it.each([
    ['with a port', location],
    ['without one', `http://${gateway}/desc.xml`],
    ['without a path', `http://${gateway}`],
    ['in capitals', `HTTP://${gateway}:80/x`],
  ])('finds the gateway’s own description %s', (_title, where) => {
    expect(locationIn(answer(where), gateway)).toBe(new URL(where).href);
  });

  it.each([
    ['on another host', 'http://192.168.1.66:5000/rootDesc.xml'],
    ['on a host of the Internet', 'http://evil.example/rootDesc.xml'],
    ['behind the gateway’s address as a user', `http://${gateway}@evil.example/`],
    ['behind its address and port as a user', `http://${gateway}:80@evil.example/`],
    ['on a name that begins like it', `http://${gateway}.evil.example/`],
    ['on an address that begins like it', 'http://192.168.1.11/'],
    ['at its address in octal', 'http://0300.0250.1.1/'],
    ['at its address as a number', 'http://3232235777/'],
    ['over TLS, whose name nobody can check', `https://${gateway}/`],
    ['in a file', 'file:///etc/passwd'],
    ['with a user', `http://a:b@${gateway}/`],
    ['without a host', '/rootDesc.xml'],
    ['at a port that is none', `http://${gateway}:99999/`],
    ['nowhere', ''],
  ])('ignores a description %s', (_title, where) => {
    expect(locationIn(answer(where), gateway)).toBeUndefined();
  });

  it.each([
    ['an announcement', `NOTIFY * HTTP/1.1\r\nLOCATION: ${location}\r\n\r\n`],
    ['another status', `HTTP/1.1 301 Moved\r\nLOCATION: ${location}\r\n\r\n`],
    ['a location behind the headers', `HTTP/1.1 200 OK\r\n\r\nLOCATION: ${location}`],
    [
      'an answer that is far too long',
      `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(5000)}\r\nLOCATION: ${location}\r\n\r\n`,
    ],
  ])('ignores %s', (_title, datagram) => {
    expect(locationIn(bytes(datagram), gateway)).toBeUndefined();
  });

  it('takes whatever else comes without an error, and never a URL away from the gateway', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'http://',
        gateway,
        ':',
        '@',
        '/',
        '\\',
        '//',
        '\t',
        '\n',
        '?',
        '#',
        '80',
        'evil.example',
        'https:',
        '%2f',
        '..',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, isRelative) => {
        const url = ownUrl(pieces.join(''), isRelative ? location : undefined, gateway);
        if (url === undefined) return;
        const { protocol, hostname, username, password } = new URL(url);
        expect({ protocol, hostname, username, password }).toEqual({
          protocol: 'http:',
          hostname: gateway,
          username: '',
          password: '',
        });
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (one) => void locationIn(one, gateway)),
    );
  });
});

const wan = 'urn:schemas-upnp-org:service:WANIPConnection:1';
const services = (xml: string) => readDescription(xml, location, gateway);

describe('a description', () => {
  it.each(['WANIPConnection:1', 'WANIPConnection:2', 'WANPPPConnection:1'])('names %s', (name) => {
    expect(services(description(name))).toEqual([
      {
        type: `urn:schemas-upnp-org:service:${name}`,
        control: `http://${gateway}:5000/ctl/IPConn`,
        events: `http://${gateway}:5000/evt/IPConn`,
      },
    ]);
  });

  it('is read against its own base, while that is on the gateway', () => {
    const based = (url: string) =>
      services(description('WANIPConnection:1', `<URLBase>${url}</URLBase>`))[0]?.control;
    expect(based(`http://${gateway}:1780/`)).toBe(`http://${gateway}:1780/ctl/IPConn`);
    expect(based('http://evil.example/')).toBe(`http://${gateway}:5000/ctl/IPConn`);
  });

  it('is not followed away from the gateway', () => {
    const with_ = (control: string) =>
      services(description('WANIPConnection:1').replace('/ctl/IPConn', control));
    expect(with_('http://evil.example/ctl')).toEqual([]);
    expect(with_('//evil.example/ctl')).toEqual([]);
    expect(with_('/\\evil.example/ctl')).toEqual([]);
    expect(with_('')).toEqual([]);
    expect(with_('ctl')[0]?.control).toBe(`http://${gateway}:5000/ctl`);
  });

  it('may hold several services, of which four are asked', () => {
    const one =
      /<service><serviceType>[^<]*WANIP.*?<\/service>/s.exec(
        description('WANIPConnection:1'),
      )?.[0] ?? '';
    const many = description('WANIPConnection:1').replace(one, one.repeat(9));
    expect(services(many)).toHaveLength(4);
  });

  it.each([
    ['a page', '<html><body>Sign in</body></html>'],
    [
      'a document type',
      description('WANIPConnection:1').replace('<root', '<!DOCTYPE root [<!ENTITY a "b">]><root'),
    ],
    [
      'ten thousand levels',
      `<root>${'<device>'.repeat(10_000)}${'</device>'.repeat(10_000)}</root>`,
    ],
    ['ten megabytes', `<root>${'<device/>'.repeat(1_200_000)}</root>`],
    ['prototype keys', '<root><__proto__><device/></__proto__><constructor/></root>'],
    ['nothing', ''],
  ])('is none where it is %s', (_title, xml) => {
    expect(services(xml)).toEqual([]);
  });
});

describe('the external address', () => {
  it('is asked of the service by its own type', () => {
    const { headers, body } = externalAddressRequest(wan);
    expect(headers.SOAPAction).toBe(`"${wan}#GetExternalIPAddress"`);
    expect(body).toContain(`<u:GetExternalIPAddress xmlns:u="${wan}"></u:GetExternalIPAddress>`);
  });

  it.each([
    [
      'an address',
      soapAnswer('WANIPConnection:1', '89.160.20.112'),
      { kind: 'address', address: { family: 'ipv4', text: '89.160.20.112' } },
    ],
    ['none', soapAnswer('WANIPConnection:1', ''), { kind: 'down' }],
    ['the address of none', soapAnswer('WANIPConnection:1', '0.0.0.0'), { kind: 'down' }],
    ['a fault', soapFault('501'), { kind: 'fault', code: '501' }],
    ['a fault without sense', soapFault('x'.repeat(99)), { kind: 'fault', code: undefined }],
    ['an IPv6 address', soapAnswer('WANIPConnection:1', '2a02::1'), undefined],
    ['words', soapAnswer('WANIPConnection:1', 'not connected'), undefined],
    ['a page', '<html/>', undefined],
    [
      'an answer to something else',
      soapAnswer('WANIPConnection:1', '89.160.20.112').replaceAll(
        'GetExternalIPAddress',
        'GetStatusInfo',
      ),
      undefined,
    ],
  ])('is read from %s', (_title, body, said) => {
    expect(readExternalAddress(body)).toEqual(said);
  });

  it('is told by events', () => {
    expect(readEvent(eventBody('89.160.20.113'))).toEqual({
      kind: 'address',
      address: { family: 'ipv4', text: '89.160.20.113' },
    });
    expect(readEvent(eventBody(''))).toEqual({ kind: 'down' });
    expect(readEvent(eventBody('').replaceAll('ExternalIPAddress', 'Other'))).toBeUndefined();
    expect(readEvent(soapAnswer('WANIPConnection:1', '89.160.20.112'))).toBeUndefined();
  });

  it('comes out of no text that is not its own, and no text is an error', () => {
    const whole = [
      description('WANIPConnection:1'),
      soapAnswer('WANIPConnection:1', '89.160.20.112'),
      eventBody('1.2.3.4'),
    ];
    const broken = fc
      .tuple(fc.constantFrom(...whole), fc.nat(), fc.nat({ max: 40 }), fc.string())
      .map(([xml, at, length, more]) => {
        const start = at % xml.length;
        return xml.slice(0, start) + more + xml.slice(start + length);
      });
    fc.assert(
      fc.property(fc.oneof(fc.string(), broken), (xml) => {
        for (const { control } of services(xml)) expect(new URL(control).hostname).toBe(gateway);
        for (const read of [readExternalAddress, readEvent]) {
          const said = read(xml);
          if (said?.kind === 'address') expect(xml).toContain(said.address.text);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
