import { describe, expect, it } from 'vitest';
import { dingtalkSign, feishuSign } from '../../electron/channels/signing/robot.ts';
import { handHmac } from '../support/hand-hmac.ts';

describe('the signatures of robots', () => {
  // As other programs have them, computed with OpenSSL and with Python.
  it.each([
    ['SECtest', 'aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g='],
    ['SECx', 'rgcjbH+yFyES+S0llX+cAPCwVRpsr7sbiX5Lnyo/ocU='],
  ])('are what is known of DingTalk: %s', (secret, sign) => {
    expect(dingtalkSign(secret, 1_700_000_000_000)).toBe(sign);
  });

  it('are what is known of Feishu', () => {
    const sign = 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=';
    expect(feishuSign('demo', 1_599_360_473)).toBe(sign);
  });

  it.each(['SEC', `SEC${'0123456789abcdef'.repeat(4)}`, 'SEC"\\&=+/ 密钥'])(
    'are what the definition of HMAC comes to: %s',
    (secret) => {
      const at = 1_763_812_800;
      expect(dingtalkSign(secret, at)).toBe(handHmac(secret, `${at}\n${secret}`));
      expect(feishuSign(secret, at)).toBe(handHmac(`${at}\n${secret}`, ''));
    },
  );
});
