import { describe, expect, it } from 'vitest';
import { hardwareAddress } from '../../../electron/node/network/hardware-address.ts';

describe('a hardware address', () => {
  it.each(['52:54:00:0a:bb:0c', '52-54-00-0A-BB-0C', '52:54:0:a:bb:c'])(
    'is one text, however %s is written',
    (text) => {
      expect(hardwareAddress(text)).toBe('52:54:00:0a:bb:0c');
    },
  );

  it.each([
    ...['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '0:0:0:0:0:0', 'FF-FF-FF-FF-FF-FF'],
    ...['', '(incomplete)', '52:54:00:0a:bb', '52:54:00:0a:bb:0c:dd', '52-54:00-0a:bb-0c'],
    ...['192.168.1.1', 'fe80::1', '52:54:00:0a:bb:0g', 'link#4'],
  ])('is not %s', (text) => {
    expect(hardwareAddress(text)).toBeUndefined();
  });
});
