import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../electron/contract/language.ts';
import type { RecordStanding, RecordView, Snapshot } from '../../../electron/contract/snapshot.ts';
import { hour } from '../../../electron/core/duration.ts';
import { emptyState } from '../../../electron/core/state.ts';
import { snapshot } from '../../../electron/core/views/snapshot.ts';
import { tooltip, tooltipLimit } from '../../../electron/core/views/tooltip.ts';
import { trayView } from '../../../electron/core/views/tray.ts';
import { type MenuItem, trayMenu } from '../../../electron/core/views/tray-menu.ts';
import { settingsOf } from '../../support/core-world-parts.ts';
import {
  goodState,
  noon,
  snapshotInput,
  stopped,
  withRecords,
  workA,
} from '../../support/desktop-parts.ts';

const good = snapshot(snapshotInput());

function view(name: string, standing: RecordStanding = 'upToDate'): RecordView {
  const id = `home/${name}/A`;
  const label = standing === 'upToDate' ? 'Up to date' : 'Stopped';
  const said = { standing, label, sentence: '', actions: [] };
  return { id, name, type: 'A', account: 'home', provider: 'Acme', ...said };
}

function lines(menu: readonly MenuItem[]): readonly string[] {
  return menu.map((item) => {
    if (item.kind === 'separator') return '-';
    if (item.kind === 'submenu') return `${item.label} >`;
    return item.enabled ? item.label : `(${item.label})`;
  });
}

const version = '2.0.0-beta.1+a&b';

function action(menu: readonly MenuItem[], label: string) {
  const found = menu.find((item) => item.kind === 'item' && item.label.startsWith(label));
  return found?.kind === 'item' ? found.id : undefined;
}

describe('the menu of the tray', () => {
  it('has addresses, records, what can be done, and the app, in this order', () => {
    expect(lines(trayMenu(good, noon))).toEqual([
      'Copy IPv4 address: 81.2.69.142',
      'Copy IPv6 address: 2a02:8071:1:2::7',
      '✓ home.example.com A: Up to date',
      '✓ home.example.com AAAA: Up to date',
      '✓ nas.example.org A: Up to date',
      '-',
      'Update now',
      'Force update',
      'Pause for 1 hour',
      'Pause until resumed',
      '-',
      'Settings…',
      'Open log',
      'Quit',
    ]);
  });

  it.each([
    ['ready', 'Install version 2.0.0-beta.1+a&&b and restart', { kind: 'install' }],
    [
      'available',
      'Version 2.0.0-beta.1+a&&b is available…',
      { kind: 'show', place: { page: 'about' } },
    ],
    ['fetching', undefined, undefined],
    ['failed', undefined, undefined],
  ] as const)('has one entry for a new version that is %s', (state, label, id) => {
    const menu = trayMenu(
      { ...good, release: { state, version, sentence: '', actions: [] } },
      noon,
    );
    const entries = menu.filter((item) => item.kind === 'item' && /version/i.test(item.label));
    expect(entries).toEqual(
      label === undefined ? [] : [{ kind: 'item', id, label, enabled: true }],
    );
    expect(lines(menu).at(-1)).toBe('Quit');
  });

  it('asks for what its items say', () => {
    const menu = trayMenu(good, noon);
    const labels = [
      'Copy IPv6',
      '✓ nas',
      'Update',
      'Force',
      'Pause for',
      'Pause until',
      'Settings',
      'Open log',
      'Quit',
    ];
    expect(labels.map((label) => action(menu, label))).toEqual([
      { kind: 'copy', address: '2a02:8071:1:2::7' },
      { kind: 'show', place: { page: 'status', item: workA.id } },
      { kind: 'check' },
      { kind: 'force' },
      { kind: 'pause', minutes: 60 },
      { kind: 'pauseUntilResumed' },
      { kind: 'show', place: { page: 'records' } },
      { kind: 'log' },
      { kind: 'quit' },
    ]);
  });

  it('offers to resume while paused, and says until when it is', () => {
    const paused = (until?: number) =>
      trayMenu(
        snapshot(snapshotInput({ state: { ...goodState, paused: { at: noon, until } } })),
        noon,
      );
    expect(lines(paused()).filter((label) => /ause|esume/.test(label))).toEqual(['Resume']);
    const [label] = lines(paused(noon + hour)).filter((one) => /ause|esume/.test(one));
    expect(label).toMatch(/^Resume \(paused until .*\d:00.*\)$/);
    expect(action(paused(), 'Resume')).toEqual({ kind: 'resume' });
  });

  it('before anything is set up offers the settings, and nothing that needs records', () => {
    const empty = snapshot(snapshotInput({ settings: undefined, state: emptyState }));
    expect(lines(trayMenu(empty, noon))).toEqual([
      '(Update now)',
      '(Force update)',
      '(Pause for 1 hour)',
      '(Pause until resumed)',
      '-',
      'Settings…',
      'Open log',
      'Quit',
    ]);
  });

  it('leads who has no account through it, and others to what they have', () => {
    const settingsOfMenu = (more: Parameters<typeof snapshotInput>[0]) =>
      action(trayMenu(snapshot(snapshotInput(more)), noon), 'Settings');
    const setup = { kind: 'show', place: { page: 'setup' } };
    expect(settingsOfMenu({ settings: undefined, state: emptyState })).toEqual(setup);
    expect(settingsOfMenu({ settings: settingsOf([], []) })).toEqual(setup);
    const records = { kind: 'show', place: { page: 'records' } };
    expect(settingsOfMenu({ settings: settingsOf([]) })).toEqual(records);
  });

  it('cannot copy an address that is not known', () => {
    const unknown = snapshot(snapshotInput({ state: emptyState }));
    expect(lines(trayMenu(unknown, noon)).slice(0, 2)).toEqual([
      '(IPv4 address: not known)',
      '(IPv6 address: not known)',
    ]);
  });

  it('shows twelve records, the worst first, and leads to the others', () => {
    const names = Array.from({ length: 14 }, (_, at) => `h${at}.example.com`);
    const records = names.map((name, at) => view(name, at === 13 ? 'stopped' : 'upToDate'));
    const menu = trayMenu({ ...good, records }, noon);
    const shown = lines(menu).filter((label) => label.includes('example.com'));
    expect(shown).toHaveLength(12);
    expect(shown[0]).toBe('! h13.example.com A: Stopped');
    expect(shown[1]).toBe('✓ h0.example.com A: Up to date');
    expect(action(menu, 'And 2 more…')).toEqual({ kind: 'show', place: { page: 'status' } });
    const twelve = trayMenu({ ...good, records: records.slice(2) }, noon);
    expect(lines(twelve).join()).not.toContain('more');
  });

  it('keeps a name as it is for Electron, which takes & for an access key', () => {
    const menu = trayMenu({ ...good, records: [view('a&b&&c')] }, noon);
    expect(lines(menu)[2]).toBe('✓ a&&b&&&&c A: Up to date');
  });

  it('shows the start and the end of a long name, and no controls', () => {
    const long = `start.${'x'.repeat(200)}.example.com`;
    const label = lines(trayMenu({ ...good, records: [view(long)] }, noon))[2] ?? '';
    expect(label).toMatch(/^✓ start\.x+…x+\.example\.com A: Up to date$/);
    expect(label.length).toBeLessThan(70);
    const evil = lines(trayMenu({ ...good, records: [view('a\u202eb\nc')] }, noon))[2];
    expect(evil).toBe('✓ a b c A: Up to date');
  });
});

describe('the tooltip', () => {
  it('says the state, the addresses, the worst record and the next check', () => {
    expect(tooltip(good, noon).split('\n').slice(0, 3)).toEqual([
      'DDNS Tray: Up to date',
      '81.2.69.142',
      '2a02:8071:1:2::7',
    ]);
    expect(tooltip(good, noon)).toMatch(/\nNext check .*\d:01/);
    const bad = snapshot(snapshotInput({ state: withRecords({ [workA.id]: stopped('auth') }) }));
    expect(tooltip(bad, noon)).toMatch(
      /^DDNS Tray: Needs attention\n.*\n.*\n! nas\.example\.org A: Stopped\n/,
    );
  });

  it('claims nothing while a record waits, or was never checked', () => {
    const first = (more: Parameters<typeof snapshotInput>[0]) =>
      tooltip(snapshot(snapshotInput(more)), noon).split('\n')[0];
    const waiting = withRecords({ [workA.id]: { failures: 0 } });
    expect(first({ state: waiting })).toBe('DDNS Tray: Waiting');
    expect(first({ state: emptyState })).toBe('DDNS Tray: Not checked yet');
    expect(first({ sandbox: true })).toBe('DDNS Tray (sandbox): Up to date');
  });

  it('says what is wrong where it is no record', () => {
    const empty = snapshot(snapshotInput({ settings: undefined, state: emptyState }));
    expect(tooltip(empty, noon)).toBe(
      'DDNS Tray: Needs attention\nNothing is set up yet. Add an account and a record in the settings.',
    );
  });

  it('says until when it is paused', () => {
    const state = { ...goodState, paused: { at: noon, until: noon + hour } };
    const made = tooltip(snapshot(snapshotInput({ state })), noon);
    expect(made).toMatch(/^DDNS Tray: Paused until .*\d:00/);
    expect(made).not.toContain('Next check');
  });

  it('has room for two whole addresses of any length beside the worst record', () => {
    const addresses = good.addresses.map((one) => ({
      ...one,
      address: one.family === 'ipv4' ? '255.255.255.255' : `2a02${':ffff'.repeat(7)}`,
    }));
    const records = [view(`start.${'x'.repeat(200)}.example.com`, 'stopped')];
    const made = tooltip({ ...good, state: 'attention', addresses, records }, noon);
    expect(made).toContain(`\n2a02${':ffff'.repeat(7)}\n`);
    expect(made).toMatch(/\n! start\S*…\S*com A: Stopped$/);
  });

  it('leaves a record out where there is no room for a name', () => {
    const addresses = good.addresses.map((one) => ({ ...one, address: 'f'.repeat(44) }));
    const records = [view('home.example.com', 'stopped')];
    const paused = { since: noon, until: noon + 24 * hour };
    const made = tooltip({ ...good, state: 'paused', paused, addresses, records }, noon);
    expect(made.split('\n').filter((line) => line.startsWith('!'))).toEqual([]);
  });

  const name = fc.oneof(
    fc.domain(),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '👩‍👩‍👧‍👦'.repeat(40),
      '🇨🇳'.repeat(60),
      'e\u0301'.repeat(100),
      '\ud83d'.repeat(70),
    ),
  );
  const standing = fc.constantFrom<RecordStanding>(
    'upToDate',
    'waiting',
    'failed',
    'stopped',
    'locked',
  );
  const trayState = fc.constantFrom<Snapshot['state']>(
    'upToDate',
    'working',
    'attention',
    'paused',
    'offline',
  );

  it('has at most 127 units and only whole letters, and names the worst record, whatever it is called', () => {
    const any = fc.record({
      language: fc.constantFrom(...languages),
      state: trayState,
      headline: name,
      sandbox: fc.boolean(),
      names: fc.array(fc.tuple(name, standing), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(any, ({ names, ...more }) => {
        const records = names.map(([each, how]) => view(each, how));
        const made = tooltip({ ...good, ...more, records }, noon);
        expect(made.length).toBeLessThanOrEqual(tooltipLimit);
        expect(made.isWellFormed()).toBe(true);
        expect(made).not.toMatch(/[\p{Cc}\p{Bidi_Control}](?<!\n)/u);
        const bad = records.find((one) => one.standing === 'locked');
        const short = bad !== undefined && /^[a-z0-9.-]{1,30}$/.test(bad.name);
        if (short) expect(made).toContain(`${bad.name} A`);
      }),
    );
  });
});

describe('the tray', () => {
  it('shows the snapshot’s state', () => {
    const made = trayView(good, noon);
    expect(made).toMatchObject({ icon: 'upToDate', menu: trayMenu(good, noon) });
  });

  it.each([
    ['a record that waits', withRecords({ [workA.id]: { failures: 0 } })],
    ['nothing that was ever checked', emptyState],
  ])('with %s has not the icon of a good state', (_, state) => {
    expect(trayView(snapshot(snapshotInput({ state })), noon).icon).toBe('working');
  });
});
