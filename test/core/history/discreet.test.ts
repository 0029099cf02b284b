import { expect, it } from 'vitest';
import { discreetHistory } from '../../../electron/core/history/discreet.ts';
import type { HistoryEntry } from '../../../electron/core/history.ts';
import { createRedactor } from '../../../electron/core/redact.ts';
import { homeV4 } from '../../support/core-world-parts.ts';
import { findSecrets } from '../../support/desktop-secrets.ts';

const secret = 'planted+secret&0123456789';
const told = { kind: 'told', at: 1, channel: 'phone', service: 'ntfy', events: [] } as const;

it.each<[string, HistoryEntry]>([
  ['a service’s words', { ...told, outcome: 'auth', detail: `wrong: ${secret}` }],
  ['our own words', { ...told, outcome: 'auth', detail: { en: secret, 'zh-CN': secret } }],
  [
    'a provider’s words',
    {
      kind: 'call',
      at: 1,
      took: 1,
      account: 'home',
      provider: 'acme',
      record: 'home/www.example.com/A',
      address: homeV4,
      outcome: 'auth',
      detail: encodeURIComponent(secret),
    },
  ],
  [
    'the values of a setting',
    {
      kind: 'settings',
      at: 1,
      by: 'file',
      changes: [{ kind: 'set', key: 'log.file', from: secret, to: `/x/${secret}` }],
    },
  ],
])('no secret in %s comes into the history', (_, entry) => {
  const kept: HistoryEntry[] = [];
  const history = discreetHistory(
    { add: (each) => void kept.push(each) },
    createRedactor([secret]).text,
  );
  history.add(entry);
  expect(kept).toHaveLength(1);
  expect(findSecrets(JSON.stringify(kept), { secret })).toEqual([]);
});
