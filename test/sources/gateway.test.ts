import { describe, expect, it } from 'vitest';
import type { GatewayWord } from '../../electron/core/gateway/client.ts';
import { detailText } from '../../electron/core/outcome.ts';
import { routerGateway } from '../../electron/sources/gateway.ts';
import { contextWith, sourceFailureOf } from './fakes.ts';

const gateway = '192.168.1.1';
const houseThatSays = (word: GatewayWord) =>
  contextWith({ gateway: { ask: async () => word, forget: () => undefined } });
const address = (text: string): GatewayWord => ({
  kind: 'address',
  protocol: 'igd',
  gateway,
  address: { family: 'ipv4', text },
});

describe('the gateway as a source', () => {
  it('gives its external address, and says how it was asked', async () => {
    expect(await routerGateway.ask('ipv4', houseThatSays(address('89.160.20.112')))).toEqual({
      address: { family: 'ipv4', text: '89.160.20.112' },
      evidence: '192.168.1.1 (UPnP)',
    });
  });

  it('is one voice of its own kind, for IPv4, and asked by default', () => {
    expect(routerGateway).toMatchObject({
      id: 'gateway',
      operator: 'gateway',
      transport: 'gateway',
      families: ['ipv4'],
      own: false,
      default: true,
    });
  });

  it.each([
    ['there is none', { kind: 'none' }, 'missing', /no default gateway/],
    ['it is silent', { kind: 'silent', gateway }, 'missing', /192\.168\.1\.1 does not tell/],
    [
      'its link is down',
      { kind: 'down', protocol: 'natPmp', gateway },
      'offline',
      /no Internet address/,
    ],
    [
      'it has a private address',
      address('10.0.0.9'),
      'notGlobal',
      /10\.0\.0\.9 is a private address/,
    ],
    ['it has a shared address', address('100.64.0.9'), 'notGlobal', /carrier-grade NAT/],
    ['it is a broken one', address('127.0.0.1'), 'notGlobal', /loopback/],
  ] as const)('fails where %s', async (_title, word, kind, text) => {
    const failure = await sourceFailureOf(routerGateway.ask('ipv4', houseThatSays(word)));
    expect(failure.kind).toBe(kind);
    expect(detailText(failure.detail, 'en')).toMatch(text);
  });

  it('passes on that it was given up', async () => {
    const context = contextWith({
      gateway: { ask: () => Promise.reject('enough'), forget: () => undefined },
    });
    await expect(routerGateway.ask('ipv4', context)).rejects.toBe('enough');
  });
});
