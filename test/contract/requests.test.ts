import { expect, it } from 'vitest';
import { requestSchemas } from '../../electron/contract/requests.ts';

it.each([
  [null, true],
  ['', false],
  ['1234567', false],
  ['12345678', true],
])('an export may be sealed with %j: %s', (passphrase, ok) => {
  expect(requestSchemas.exportSettings.safeParse({ passphrase }).success).toBe(ok);
});

it('an import may have been sealed with any passphrase', () => {
  const argument = { id: 'x', passphrase: '1' };
  expect(requestSchemas.unsealImport.safeParse(argument).success).toBe(true);
});
