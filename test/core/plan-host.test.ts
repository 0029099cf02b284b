import { describe, expect, it } from 'vitest';
import type { Address } from '../../electron/core/address.ts';
import { fingerprintHost, plan, recordFingerprint } from '../../electron/core/plan.ts';
import { type AppState, emptyState, type RecordState } from '../../electron/core/state.ts';
import { addr } from '../support/address.ts';
import {
  homeV4,
  homeV6,
  nextV6,
  punishing,
  reading,
  record,
  settingsOf,
} from '../support/core-world-parts.ts';

const now = Date.UTC(2026, 10, 22);
const own = record('home.example.com', 'AAAA');
const nas = record('nas.example.com', 'AAAA', { host: { suffix: '::10', prefix: 64 } });
const nasV6 = addr('2a02:8071:1:2::10');
const settings = settingsOf([own, nas]);
const account = { provider: 'reading', fingerprint: 'home-1', failures: 0, memory: {} };

function right(address: Address, fingerprint: string): RecordState {
  return { failures: 0, published: { address, at: now }, checked: now, fingerprint };
}

const written: AppState = {
  ...emptyState,
  accounts: { home: account },
  records: {
    [own.id]: right(homeV6, recordFingerprint(own)),
    [nas.id]: right(nasV6, recordFingerprint(nas)),
  },
};

function planned(state: AppState, shown: Address, of = settings, capabilities = reading) {
  const { groups, resting } = plan({
    settings: of,
    state,
    detections: {
      ipv4: { kind: 'known', address: homeV4, voices: [], silent: [], by: 'steady' },
      ipv6: { kind: 'known', address: shown, voices: [], silent: [], by: 'quorum' },
    },
    capabilities: () => capabilities,
    now,
  });
  return {
    changes: groups
      .flatMap(({ changes }) => changes)
      .map((each) => [each.record.name, each.address.text, each.reason]),
    siblings: groups.flatMap(({ changes }) => changes).map(({ sibling }) => sibling?.text),
    resting: resting.map((each) => [each.record.name, each.rest.kind]),
  };
}

describe('a record for another host', () => {
  it('gets that host’s address behind the present prefix', () => {
    expect(planned({ ...emptyState, accounts: { home: account } }, homeV6).changes).toEqual([
      [own.name, homeV6.text, 'first'],
      [nas.name, nasV6.text, 'first'],
    ]);
  });

  it('is written when the prefix changes', () => {
    expect(planned(written, nextV6).changes).toEqual([
      [own.name, nextV6.text, 'addressChanged'],
      [nas.name, '2a02:8071:9:2::10', 'addressChanged'],
    ]);
  });

  it.each([reading, punishing])(
    'is left alone when only this computer’s own end changes: %#',
    (capabilities) => {
      const moved = addr('2a02:8071:1:2::99');
      expect(planned(written, moved, settings, capabilities)).toMatchObject({
        changes: [[own.name, moved.text, 'addressChanged']],
        resting: [[nas.name, 'upToDate']],
      });
    },
  );

  it('is written when the user names another suffix', () => {
    const other = { ...nas, host: { suffix: '::11', prefix: 64 } };
    expect(planned(written, homeV6, settingsOf([own, other])).changes).toEqual([
      [nas.name, '2a02:8071:1:2::11', 'addressChanged'],
    ]);
  });

  it('rests where it has no public address behind this prefix', () => {
    const odd = { ...nas, host: { suffix: '::10', prefix: 1 } };
    expect(planned(written, homeV6, settingsOf([own, odd])).resting).toEqual([
      [own.name, 'upToDate'],
      [odd.name, 'notGlobal'],
    ]);
  });

  it('is what its IPv4 record is sent with, rather than this computer’s address', () => {
    const v4 = record(nas.name, 'A');
    const fresh = { ...emptyState, accounts: { home: account } };
    expect(planned(fresh, homeV6, settingsOf([v4, nas])).siblings).toEqual([
      nasV6.text,
      homeV4.text,
    ]);
  });
});

describe('the mark of a record’s settings', () => {
  it('is what it was before there were hosts, where a record names none', () => {
    expect(recordFingerprint(own)).toBe('[null,null,null]');
    const full = { ...own, ttl: 300, proxied: true, zone: 'example.com' };
    expect(recordFingerprint(full)).toBe('[300,true,"example.com"]');
  });

  it('tells the host', () => {
    expect(fingerprintHost(recordFingerprint(nas))).toEqual(nas.host);
    const full = { ...nas, ttl: 300, proxied: true, zone: 'cafe.example' };
    expect(fingerprintHost(recordFingerprint(full))).toEqual(nas.host);
  });

  it.each([
    undefined,
    '',
    'x',
    '[null,null,null]',
    '[300,true,"cafe"]',
    '[300,null,"cafe.example"]',
    '[1,null,null,"::10",0]',
    '[1,null,null,"::10",1234]',
  ])('tells none where there is none: %s', (mark) => {
    expect(fingerprintHost(mark)).toBe(undefined);
  });
});
