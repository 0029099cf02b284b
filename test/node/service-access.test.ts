import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { hasSecretFiles } from '../../electron/node/service/access.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it.each([
  ['an account', 'accounts: { home: { provider: x, token: { file: t } } }', true],
  ['a channel', 'channels: { phone: { channel: x, headers: { A: { file: t } } } }', true],
  ['the local interface', 'api: { listen: 8053, token: { file: t } }', true],
  ['nobody', 'log: { file: x.log }\napi: { listen: 8053, token: { env: T } }', false],
  ['nobody, in a text that is no settings', '- file: t', false],
])('a secret in another file is seen where %s has it', (_, text, expected) => {
  const file = path.join(temporaryFolder(), 'ddns.yaml');
  writeFileSync(file, `${text}\n`);
  expect(hasSecretFiles(file)).toBe(expected);
});
