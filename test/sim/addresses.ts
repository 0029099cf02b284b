import type { Family } from '../../electron/core/address.ts';

/**
 * The address pools of the simulated world. None is ever contacted. A true address and a lie can be
 * told apart by their looks, so that the rules need not ask the product what is publishable.
 */
const prefix = {
  truth: { ipv4: '81.2.', ipv6: '2a02:8071:1:' },
  lie: { ipv4: '185.70.', ipv6: '2a01:4f8:bad:' },
} as const;

function make(kind: keyof typeof prefix, family: Family, number: number): string {
  const [high, low] = [1 + (Math.floor(number / 200) % 200), 1 + (number % 200)];
  return family === 'ipv4'
    ? `${prefix[kind].ipv4}${high}.${low}`
    : `${prefix[kind].ipv6}${high.toString(16)}::${low.toString(16)}`;
}

/** A true address of this computer; another one for each number. */
export function trueAddress(family: Family, number: number): string {
  return make('truth', family, number);
}

/** A global address that is not ours, one for each operator. */
export function lie(family: Family, operator: string): string {
  let number = 0;
  for (let at = 0; at < operator.length; at += 1) {
    number = (number * 31 + operator.charCodeAt(at)) % 40_000;
  }
  return make('lie', family, number);
}

export function isTrueAddress(text: string): boolean {
  return text.startsWith(prefix.truth.ipv4) || text.startsWith(prefix.truth.ipv6);
}

/** Addresses that nobody may publish, each of another kind. */
export const unpublishable: Readonly<Record<Family, readonly string[]>> = {
  ipv4: [
    '0.0.0.0',
    '127.0.0.1',
    '192.168.178.20',
    '10.1.2.3',
    '172.16.0.9',
    '169.254.7.7',
    '100.64.3.4',
    '192.0.2.44',
    '198.51.100.7',
    '203.0.113.200',
    '198.18.0.1',
    '224.0.0.251',
    '255.255.255.255',
    '104.16.99.1',
    '172.67.1.1',
    '240.0.0.1',
    '192.88.99.1',
  ],
  ipv6: [
    '::',
    '::1',
    'fe80::1',
    'fd00:1::7',
    '2001:db8::5',
    '2002:5102:101::1',
    '2001:0:1234::1',
    '::ffff:81.2.3.4',
    '64:ff9b::5102:304',
    '2606:4700::99',
    'ff02::fb',
    '3fff::1',
  ],
};
