import { describe, expect, it } from 'vitest';
import { languages } from '../../../electron/contract/language.ts';
import { defaultPreferences } from '../../../electron/contract/preferences.ts';
import type { Address } from '../../../electron/core/address.ts';
import { hour } from '../../../electron/core/duration.ts';
import { plan, recordFingerprint } from '../../../electron/core/plan.ts';
import type { AppState } from '../../../electron/core/state.ts';
import { withTimeline } from '../../../electron/core/timeline.ts';
import { notices } from '../../../electron/core/views/notices.ts';
import { plainStyle, renderPage } from '../../../electron/core/views/page.ts';
import { snapshot } from '../../../electron/core/views/snapshot.ts';
import { statusData } from '../../../electron/core/views/status.ts';
import { statusPage } from '../../../electron/core/views/status-page.ts';
import { missedToasts, toasts } from '../../../electron/core/views/toasts.ts';
import { tooltip } from '../../../electron/core/views/tooltip.ts';
import { updateData } from '../../../electron/core/views/update.ts';
import { updatePage } from '../../../electron/core/views/update-page.ts';
import { verifyData } from '../../../electron/core/views/verify.ts';
import { verifyPage } from '../../../electron/core/views/verify-page.ts';
import { addr } from '../../support/address.ts';
import { homeV6, nextV6, reading, record, settingsOf } from '../../support/core-world-parts.ts';
import {
  family,
  findAcme,
  goodState,
  known,
  noon,
  right,
  snapshotInput,
} from '../../support/desktop-parts.ts';

const own = record('home.example.com', 'AAAA');
const nas = record('nas.example.com', 'AAAA', { host: { suffix: '::10', prefix: 64 } });
/** No address behind one bit is public. */
const lost = record('lost.example.com', 'AAAA', { host: { suffix: '::10', prefix: 1 } });
const settings = settingsOf([own, nas]);
const nasV6 = addr('2a02:8071:1:2::10');
const nextNas = addr('2a02:8071:9:2::10');

function stateAt(shown: Address, ownAddress: Address, nasAddress: Address): AppState {
  return {
    ...goodState,
    families: { ...goodState.families, ipv6: family(shown) },
    records: {
      [own.id]: { ...right(ownAddress), fingerprint: recordFingerprint(own) },
      [nas.id]: { ...right(nasAddress), fingerprint: recordFingerprint(nas) },
    },
  };
}

const fresh = { provider: 'acme', fingerprint: '', failures: 0, memory: {} };
const good = stateAt(homeV6, homeV6, nasV6);
/** The prefix has changed, and nothing is written yet. */
const moved = stateAt(nextV6, homeV6, nasV6);
const done = stateAt(nextV6, nextV6, nextNas);
const world = { settings, find: findAcme, language: 'en' } as const;

const shownRecords = (state: AppState, of = settings) =>
  snapshot(snapshotInput({ settings: of, state })).records;

describe('the window and the tray', () => {
  it('find a record for another host up to date at that host’s address', () => {
    expect(shownRecords(good).map(({ standing, address }) => [standing, address])).toEqual([
      ['upToDate', homeV6.text],
      ['upToDate', nasV6.text],
    ]);
    const all = snapshot(snapshotInput({ settings, state: good }));
    expect(all.state).toBe('upToDate');
    expect(tooltip(all, noon)).not.toContain('nas.example.com');
  });

  it('say which address is to be written, each its own', () => {
    const sentences = shownRecords(moved).map(({ sentence }) => sentence);
    expect(sentences[0]).toContain(nextV6.text);
    expect(sentences[1]).toContain(nextNas.text);
  });

  it('say of a host without a public address what to look at', () => {
    const views = shownRecords(good, settingsOf([own, lost]));
    expect(views[1]).toMatchObject({ standing: 'failed', actions: ['editRecord'] });
    expect(views[1]?.sentence).toMatch(/no public address.*prefix length/);
  });
});

describe('status', () => {
  const shownText = (state: AppState, language: 'en' | 'zh-CN') =>
    renderPage(statusPage(statusData(state, '/state'), findAcme, language, noon), plainStyle).join(
      '\n',
    );

  it('needs no settings to compare a record with its own host’s address', () => {
    expect(statusData(good, '/state')).toMatchObject({
      ok: true,
      records: [{ state: 'upToDate' }, { state: 'upToDate' }],
    });
  });

  it.each(languages)('says which address is to be written (%s)', (language) => {
    expect(statusData(moved, '/state').records.map(({ wanted }) => wanted)).toEqual([
      nextV6.text,
      nextNas.text,
    ]);
    expect(shownText(moved, language)).toContain(nextNas.text);
  });
});

describe('update', () => {
  function updated(state: AppState, of = settings, dryRun = true) {
    const detections = { ipv4: { kind: 'off' }, ipv6: known(nextV6) } as const;
    const planned = plan({
      settings: of,
      state,
      detections,
      capabilities: () => reading,
      now: noon,
    });
    const report = {
      trigger: 'user',
      offline: false,
      detections,
      plan: planned,
      outcomes: new Map(),
    } as const;
    return updateData({ report, state, settings: of, dryRun });
  }

  it('shows the address that each record would get', () => {
    expect(
      updated(moved).records.map(({ state, address, previous }) => [state, address, previous]),
    ).toEqual([
      ['write', nextV6.text, homeV6.text],
      ['write', nextNas.text, nasV6.text],
    ]);
    expect(updated(done).records.map(({ state, address }) => [state, address])).toEqual([
      ['upToDate', nextV6.text],
      ['upToDate', nextNas.text],
    ]);
  });

  it('counts a host well that stands right while its account waits', () => {
    const home = { ...fresh, nextTry: noon + hour };
    const data = updated({ ...done, accounts: { ...done.accounts, home } });
    expect(data.records.map(({ state, ok }) => [state, ok])).toEqual([
      ['upToDate', true],
      ['upToDate', true],
    ]);
  });

  it.each(languages)('says why a host is left alone (%s)', (language) => {
    const data = updated({ ...done, records: {} }, settingsOf([lost]));
    expect(data).toMatchObject({ ok: false, records: [{ state: 'noAddress', rest: 'notGlobal' }] });
    expect(renderPage(updatePage(data, findAcme, language), plainStyle).join('\n')).toMatch(
      /prefix length|前缀长度/,
    );
  });
});

describe('verify', () => {
  it('says why there is nothing to compare with', () => {
    const data = verifyData([{ record: lost }], new Set(), { ipv6: known(homeV6) });
    expect(data).toMatchObject({ ok: false, records: [{ result: 'noAddress' }] });
    expect(renderPage(verifyPage(data, 'en'), plainStyle).join('\n')).toContain('prefix length');
  });
});

describe('a change of the prefix', () => {
  const told = notices(good, done, settings, noon).notices;

  it('is told for each host with its own addresses', () => {
    expect(told).toEqual([
      { kind: 'published', address: nextV6, before: homeV6, records: [own.id] },
      { kind: 'published', address: nextNas, before: nasV6, records: [nas.id] },
    ]);
  });

  it('shows a notification for each, none in the place of another', () => {
    const when = { preferences: defaultPreferences, minute: 600 };
    const telling = toasts(told, when, world);
    const shown = telling.kind === 'shown' ? telling.toasts : [];
    expect(shown.map(({ title }) => title)).toEqual([
      `New address: ${nextV6.text}`,
      `New address: ${nextNas.text}`,
    ]);
    expect(new Set(shown.map(({ key }) => key)).size).toBe(2);
  });

  it('is told for each after the quiet hours too', () => {
    const since = { ...done.families.ipv6, since: noon };
    const state = { ...done, families: { ...done.families, ipv6: since } };
    const late = {
      ...state,
      records: {
        [own.id]: { ...right(nextV6, noon), fingerprint: recordFingerprint(own) },
        [nas.id]: { ...right(nextNas, noon), fingerprint: recordFingerprint(nas) },
      },
    };
    const missed = { state: late, heldSince: noon - hour, held: told };
    const when = { preferences: defaultPreferences, minute: 600 };
    const telling = missedToasts(missed, when, world);
    expect(telling.kind === 'shown' && telling.toasts.map(({ title }) => title)).toEqual([
      `New address: ${nextV6.text}`,
      `New address: ${nextNas.text}`,
    ]);
  });

  it('stands in the timeline with the address of each', () => {
    const at = (address: Address) => ({ ...right(address, noon), checked: noon });
    const after = { ...done, records: { [own.id]: at(nextV6), [nas.id]: at(nextNas) } };
    const { timeline = [] } = withTimeline(after, good, settings, noon);
    const written = timeline.flatMap((entry) =>
      entry.kind === 'written' ? [[entry.address.text, entry.records]] : [],
    );
    expect(written).toEqual([
      [nextV6.text, [own.id]],
      [nextNas.text, [nas.id]],
    ]);
  });
});
