import { describe, expect, it } from 'vitest';
import { languages } from '../../../electron/contract/language.ts';
import type { Preview } from '../../../electron/contract/setup.ts';
import { failure, failureKinds } from '../../../electron/core/outcome.ts';
import type { PlannedChange, Rest } from '../../../electron/core/plan.ts';
import type { PreviewReport } from '../../../electron/core/preview.ts';
import type { Capabilities, Holding } from '../../../electron/core/provider.ts';
import type { ManagedRecord } from '../../../electron/core/record.ts';
import { createRedactor } from '../../../electron/core/redact.ts';
import { type Detection, emptyState } from '../../../electron/core/state.ts';
import { type PreviewView, previewView } from '../../../electron/core/views/setup-preview.ts';
import {
  account,
  homeV4,
  nextV4,
  punishing,
  reading,
  record,
  settingsOf,
} from '../../support/core-world-parts.ts';
import { testNow } from '../../support/provider-context.ts';

const secret = 'hunter2-hunter2';
const { text: clean } = createRedactor([secret], { mark: '…' });
const name = { en: 'Example DNS', 'zh-CN': '示例 DNS' };
const find = () => ({ id: 'reading', name, docs: 'https://example.com/keys' });
const known: Detection = { kind: 'known', address: homeV4, voices: [], silent: [], by: 'steady' };
const off: Detection = { kind: 'off' };

interface Scene {
  readonly record?: ManagedRecord;
  readonly planned?: PlannedChange | Rest;
  readonly found?: PreviewReport['records'][number]['found'];
  readonly capabilities?: Capabilities;
  readonly report?: Partial<PreviewReport>;
  readonly language?: PreviewView['language'];
}

function shown(scene: Scene): Preview {
  const { record: one = record('www.example.com'), capabilities = reading } = scene;
  const change = { record: one, address: homeV4, previous: undefined, reason: 'first' } as const;
  const report: PreviewReport = {
    settings: settingsOf([one], [account('home')]),
    needed: ['ipv4'],
    detections: { ipv4: known, ipv6: off },
    state: emptyState,
    records: [{ record: one, planned: scene.planned ?? change, found: scene.found }],
    capabilities: () => capabilities,
    ...scene.report,
  };
  return previewView({ report, find, language: scene.language ?? 'en', clean });
}

const rowOf = (scene: Scene) => shown(scene).rows[0];
const held = (...values: string[]): Holding => ({ values, ttl: 300 });
const www = record('www.example.com');

describe('a row of the preview', () => {
  it.each<[string, Scene, object]>([
    ['a record that is missing', { found: held() }, { effect: 'create', now: [] }],
    ['another address', { found: held(nextV4.text) }, { effect: 'change', now: [nextV4.text] }],
    [
      'several addresses',
      { found: held(homeV4.text, nextV4.text) },
      { effect: 'change', sentence: expect.stringContaining('2') },
    ],
    [
      'another TTL than the user set',
      { record: { ...www, ttl: 600 }, found: held(homeV4.text) },
      { effect: 'change', sentence: expect.stringContaining('600') },
    ],
    ['nothing that is told', { found: undefined }, { effect: 'write', now: null }],
  ])('of %s says what would be written', (_, scene, row) => {
    expect(rowOf(scene)).toMatchObject({ next: homeV4.text, ...row });
  });

  it.each<[string, Scene, object]>([
    ['the address', { found: held(homeV4.text) }, { effect: 'same', now: [homeV4.text] }],
    ['the address and the TTL', { record: { ...www, ttl: 300 }, found: held(homeV4.text) }, {}],
    [
      'a TTL of a proxy',
      { record: { ...www, ttl: 600, proxied: true }, found: held(homeV4.text) },
      {},
    ],
  ])('says that %s stands there', (_, scene, row) => {
    expect(rowOf(scene)).toMatchObject({ effect: 'same', next: null, ...row });
  });

  it('says whether the service looks before it writes', () => {
    const looks = rowOf({})?.sentence;
    const blind = rowOf({ capabilities: punishing })?.sentence;
    expect(looks).toMatch(/during the update/);
    expect(blind).toMatch(/does not tell/);
  });

  it('says that a host is to be made by hand, where the service makes none', () => {
    const capabilities = { ...reading, creates: false };
    expect(rowOf({ found: held(), capabilities })).toMatchObject({
      effect: 'failed',
      next: null,
      sentence: expect.stringContaining('Create it once'),
    });
  });

  describe.each(languages)('(%s)', (language) => {
    it.each(failureKinds)('says why the service could not be asked: %s', (kind) => {
      const row = rowOf({ found: failure(kind, `not with ${secret}`), language });
      expect(row).toMatchObject({ effect: 'failed', now: null, next: null });
      expect(row?.sentence).toContain('not with …');
      expect(row?.sentence).not.toContain('ddns-tray');
    });

    const until = testNow + 60_000;
    it.each<Rest>([
      { kind: 'locked' },
      { kind: 'waiting', until },
      { kind: 'repeatPunished', until },
      { kind: 'stopped', scope: 'account' },
      { kind: 'noAddress', detection: 'unavailable' },
    ])('says why a record is left alone: $kind', (planned) => {
      const stopped = { kind: 'auth', detail: `no ${secret}`, at: testNow } as const;
      const home = { provider: 'reading', fingerprint: '', failures: 1, memory: {}, stopped };
      const report = {
        state: { ...emptyState, accounts: { home } },
        detections: {
          ipv4: { kind: 'unavailable', why: 'offline', voices: [], silent: [] },
          ipv6: off,
        },
      } as const;
      const row = rowOf({ planned, report, language });
      expect(row).toMatchObject({ effect: 'none', next: null });
      expect(row?.sentence).toMatch(language === 'en' ? /\.$/ : /。$/);
      expect(row?.sentence).not.toContain(secret);
    });
  });

  it('holds no secret and no control of the service', () => {
    expect(rowOf({ found: held(`\u202e${secret}`, 'v'.repeat(5000)) })?.now).toEqual([
      ' …',
      `${'v'.repeat(252)}…`,
    ]);
  });
});

describe('the addresses of the preview', () => {
  it('are those that are needed, and how they are known', () => {
    expect(shown({}).addresses).toEqual([
      { label: 'IPv4', address: homeV4.text, sentence: 'The last check found it unchanged.' },
    ]);
  });

  const none: Detection = { kind: 'unavailable', why: 'noAnswer', voices: [], silent: [] };
  const six = (implied: boolean) => {
    const one = record('www.example.com', 'AAAA', { implied });
    const { ipv4, ipv6 } = emptyState.families;
    return shown({
      record: one,
      planned: { kind: 'noAddress', detection: 'unavailable' },
      report: {
        needed: ['ipv6'],
        detections: { ipv4: known, ipv6: none },
        state: {
          ...emptyState,
          families: { ipv4: { ...ipv4, last: known }, ipv6: { ...ipv6, last: none } },
        },
      },
    });
  };

  it('may be missing without harm where nobody insists on them', () => {
    const { addresses, rows } = six(true);
    expect(addresses[0]).toMatchObject({
      label: 'IPv6',
      address: null,
      sentence: expect.stringMatching(/Nothing is missing/),
    });
    expect(rows[0]?.sentence).toBe(addresses[0]?.sentence);
  });

  it('are missed where the user wants the record', () => {
    expect(six(false).addresses[0]?.sentence).toMatch(/No source told/);
  });
});
