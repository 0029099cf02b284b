import { describe, expect, it } from 'vitest';
import type { RecordEntry, SettingsEdit } from '../../../electron/contract/forms.ts';
import type { SettingsDocument } from '../../../electron/core/document.ts';
import { edited } from '../../support/edit-world.ts';

const accounts = {
  home: { provider: 'strong', token: { secret: 'home/token' } },
  weak: { provider: 'weak', password: { secret: 'weak/password' } },
};
const texts = { 'home/token': 'top-secret', 'weak/password': 'secret-too' };

function entry(...names: readonly string[]): RecordEntry {
  return {
    names,
    account: 'home',
    types: null,
    ttl: null,
    proxied: null,
    zone: null,
    host: null,
    prefix: null,
  };
}

function at(index: number, name: string, account = 'home') {
  return { entry: index, name, account };
}

function recordsAfter(edit: SettingsEdit, records: unknown, more: object = {}) {
  const document: SettingsDocument = { version: 1, accounts, ...more, records };
  const result = edited(edit, document, { texts });
  return { ...result, records: result.document.records };
}

const [a, b, c] = ['a.example.com', 'b.example.com', 'c.example.com'];

describe('new records', () => {
  it('come after the others, in one entry', () => {
    const records = { ...entry(` ${a} `, '', b), types: ['AAAA'] as const, ttl: '300', zone: ' ' };
    const after = recordsAfter({ kind: 'addRecords', records }, [{ name: c, account: 'home' }]);
    expect(after.problems).toEqual([]);
    expect(after.records).toEqual([
      { name: c, account: 'home' },
      { name: [a, b], account: 'home', types: ['AAAA'], ttl: 300 },
    ]);
  });

  it('lose nothing that stands in the place of a list', () => {
    const odd = { name: c, account: 'home' };
    expect(recordsAfter({ kind: 'addRecords', records: entry(a) }, odd).records).toEqual([
      odd,
      { name: a, account: 'home' },
    ]);
  });

  it('are the first ones', () => {
    const edit = {
      kind: 'addRecords',
      records: { ...entry(a), ttl: '5m', proxied: false },
    } as const;
    expect(recordsAfter(edit, undefined).records).toEqual([
      { name: a, account: 'home', ttl: '5m', proxied: false },
    ]);
  });
});

describe('a record for another device', () => {
  it('is written with what was entered, the prefix as a number', () => {
    const records = { ...entry(a), types: ['AAAA'] as const, host: ' ::10 ', prefix: ' 56 ' };
    const after = recordsAfter({ kind: 'addRecords', records }, undefined);
    expect(after).toMatchObject({
      problems: [],
      records: [{ name: a, account: 'home', types: ['AAAA'], host: '::10', prefix: 56 }],
    });
  });

  it('leads to this computer again, without the prefix', () => {
    const before = { name: a, account: 'home', host: '::10', prefix: 56 };
    const record = { ...entry(a), host: ' ', prefix: '56' };
    const after = recordsAfter({ kind: 'record', was: at(0, a), record }, [before]);
    expect(after).toMatchObject({ problems: [], records: [{ name: a, account: 'home' }] });
    expect(after.records).toEqual([{ name: a, account: 'home' }]);
  });

  it('leaves the entry that it shared with others', () => {
    const before = { name: [a, b], account: 'home', types: 'AAAA' };
    const record = { ...entry(b), types: ['AAAA'] as const, host: '00:11:22:33:44:55' };
    expect(recordsAfter({ kind: 'record', was: at(0, b), record }, [before]).records).toEqual([
      { name: a, account: 'home', types: 'AAAA' },
      { name: b, account: 'home', types: 'AAAA', host: '00:11:22:33:44:55' },
    ]);
  });

  it.each<[string, Partial<RecordEntry>, string, RegExp]>([
    ['a word', { host: 'nas' }, 'host', /“nas” names no device.*such as ::10, or/],
    ['too much', { host: '2a02:8071:1:2::10' }, 'host', /first 64 bits.*Write “::10”/],
    ['a wrong prefix', { host: '::10', prefix: 'x' }, 'prefix', /“x” is not a prefix length/],
    ['a long prefix', { host: '00:11:22:33:44:55', prefix: '80' }, 'prefix', /cannot be 80/],
    ['IPv4', { host: '::10', types: ['A'] }, 'types', /^Only IPv6 gives each device/],
  ])('is told beside its field what is wrong: %s', (_, more, field, words) => {
    const edit = { kind: 'addRecords', records: { ...entry(a), ...more } } as const;
    const { problems } = recordsAfter(edit, undefined);
    expect(problems).toEqual([{ field, message: expect.stringMatching(words) }]);
  });
});

describe('an edited record', () => {
  const edit = (was: ReturnType<typeof at>, record: RecordEntry): SettingsEdit => ({
    kind: 'record',
    was,
    record,
  });
  const two = [
    { name: c, account: 'home' },
    { name: [a, b], account: 'home', ttl: '5m', note: 1 },
  ];

  it('that is as it was changes nothing', () => {
    const odd = [{ name: [a], account: 'home', types: 'A', ttl: '05m', note: 1 }];
    const record: RecordEntry = { ...entry(a), types: ['A'], ttl: '05m' };
    expect(recordsAfter(edit(at(0, a), record), odd).records).toEqual(odd);
  });

  it('alone in its entry has its values there, with what the form does not know', () => {
    const one = [{ name: a, account: 'home', ttl: 300, proxied: true, note: 1 }];
    const record: RecordEntry = { ...entry(a), types: ['A'], ttl: null, proxied: false };
    expect(recordsAfter(edit(at(0, a), record), one).records).toEqual([
      { name: a, account: 'home', proxied: false, note: 1, types: ['A'] },
    ]);
  });

  it.each<[string, string, readonly unknown[]]>([
    [
      'the first',
      a,
      [
        { name: a, ttl: 60 },
        { name: b, ttl: '5m' },
      ],
    ],
    [
      'the last',
      b,
      [
        { name: a, ttl: '5m' },
        { name: b, ttl: 60 },
      ],
    ],
  ])('leaves an entry that it shares: %s', (_title, name, expected) => {
    const after = recordsAfter(edit(at(1, name), { ...entry(name), ttl: '60' }), two);
    const whole = (one: unknown) => ({ account: 'home', note: 1, ...(one as object) });
    expect(after.records).toEqual([two[0], ...expected.map(whole)]);
  });

  it('with another name stays in the entry that it shares', () => {
    const after = recordsAfter(edit(at(1, a), { ...entry('x.example.com'), ttl: '5m' }), two);
    expect(after.records).toEqual([two[0], { ...two[1], name: ['x.example.com', b] }]);
  });

  it.each([
    ['alone', [{ name: a, account: 'home', ttl: '5m' }], 0],
    ['in an entry that it shares', [{ name: [b, a], account: 'home', ttl: '5m' }], 0],
  ])('is not removed by a name left empty: %s', (_title, records, index) => {
    const after = recordsAfter(edit(at(index, a), { ...entry(' '), ttl: '5m' }), records);
    expect(after.problems).toEqual([{ field: 'names/0', message: 'Fill this in.' }]);
  });

  it('may become several', () => {
    const after = recordsAfter(edit(at(0, c), entry(c, 'd.example.com')), two);
    expect(after.records).toEqual([{ name: [c, 'd.example.com'], account: 'home' }, two[1]]);
  });

  it.each<[string, ReturnType<typeof at>]>([
    ['another name', at(0, 'x.example.com')],
    ['another account', at(0, c, 'weak')],
    ['another place', at(1, c)],
    ['no such place', at(7, c)],
  ])('that was changed elsewhere meanwhile is left alone: %s', (_title, was) => {
    const after = recordsAfter(edit(was, entry('y.example.com')), two);
    expect(after.records).toEqual(two);
    expect(after.problems[0]).toEqual({
      field: '',
      message: expect.stringContaining('changed elsewhere'),
    });
  });
});

describe('removed records', () => {
  it('leave the others of their entries, and no empty entry', () => {
    const records = [
      { name: [a, b, c], account: 'home', ttl: 60 },
      { name: a, account: 'weak' },
      { name: [b, 'd.example.com'], account: 'weak' },
    ];
    const places = [at(0, c), at(0, a), at(1, a, 'weak')];
    expect(recordsAfter({ kind: 'removeRecords', places }, records).records).toEqual([
      { name: b, account: 'home', ttl: 60 },
      records[2],
    ]);
    const all = [{ name: a, account: 'home' }];
    const none = recordsAfter({ kind: 'removeRecords', places: [at(0, a)] }, all);
    expect(none.document).toEqual({ version: 1, accounts });
  });

  it('are all there, or none goes', () => {
    const records = [{ name: [a, b], account: 'home' }];
    const places = [at(0, a), at(0, c)];
    const after = recordsAfter({ kind: 'removeRecords', places }, records);
    expect(after.records).toEqual(records);
    expect(after.problems).toHaveLength(1);
  });
});

describe('what is wrong with a record', () => {
  it.each<[string, Partial<RecordEntry>, string, RegExp]>([
    ['no name', { names: ['', ' '] }, 'names/0', /^Fill this in\.$/],
    ['a wrong name', { names: ['', a, 'a b.example.com'] }, 'names/2', /holds a space/],
    ['no account', { account: '' }, 'account', /^Fill this in\.$/],
    ['an account that went', { account: 'gone' }, 'account', /no account “gone” any more/],
    ['no type', { types: [] }, 'types', /^Choose at least one\.$/],
    ['a wrong TTL', { ttl: 'soon' }, 'ttl', /Write whole seconds, such as 300/],
    ['a TTL out of range', { ttl: '5' }, 'ttl', /60s to 86400s/],
    ['another zone', { zone: 'example.org' }, 'zone', /is not in the zone/],
    ['a family that the service lacks', { account: 'weak', types: ['AAAA'] }, 'types', /no AAAA/],
    ['a TTL that the service sets', { account: 'weak', types: ['A'], ttl: '60' }, 'ttl', /itself/],
    ['a proxy it has not', { account: 'weak', types: ['A'], proxied: true }, 'proxied', /itself/],
    ['a name that is there', { names: ['x.example.com', 'B.example.com'] }, 'names/1', /twice/],
    ['a name twice', { names: [a, a] }, 'names/1', /twice/],
  ])('stands beside its field: %s', (_title, more, field, sentence) => {
    const records = { ...entry(a), ...more };
    const { problems } = recordsAfter({ kind: 'addRecords', records }, [
      { name: [b], account: 'home' },
    ]);
    expect(problems).toEqual([{ field, message: expect.stringMatching(sentence) }]);
  });

  it('stands beside its field in an entry that it shares, and where the other comes later', () => {
    const records = [
      { name: [a, b], account: 'home' },
      { name: c, account: 'home' },
    ];
    const twice = edited(
      { kind: 'record', was: at(0, b), record: entry('x.example.com', c) },
      { version: 1, accounts, records },
      { texts },
    );
    expect(twice.problems).toMatchObject([{ field: 'names/1' }]);
    const twin = edited(
      { kind: 'record', was: at(0, a), record: entry(b) },
      { version: 1, accounts, records },
      { texts },
    );
    expect(twin.problems).toMatchObject([{ field: 'names/0' }]);
    const wrong = edited(
      { kind: 'record', was: at(0, b), record: entry('x y') },
      { version: 1, accounts, records },
      { texts },
    );
    expect(wrong.problems).toMatchObject([{ field: 'names/0' }]);
  });

  it('of another account’s record of that name is not beside it', () => {
    const twice = { name: a, account: 'weak', types: ['A'] };
    const { problems } = recordsAfter({ kind: 'addRecords', records: entry(a) }, [twice, twice]);
    expect(problems).toMatchObject([{ field: '' }]);
  });

  it('of another part has no field, and says its place', () => {
    const { problems } = recordsAfter({ kind: 'addRecords', records: entry(a) }, undefined, {
      interval: 'soon',
    });
    expect(problems).toEqual([{ field: '', message: expect.stringMatching(/^interval: “soon”/) }]);
  });
});
