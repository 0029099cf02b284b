import { describe, expect, it } from 'vitest';
import { defaultPreferences } from '../../../electron/contract/preferences.ts';
import { migrate } from '../../../electron/core/document/migrate.ts';
import { emptySettings, readStored } from '../../../electron/core/document/stored.ts';

const stored = {
  ...emptySettings,
  document: { version: 1, anything: [{}] },
  secrets: { 'a/token': { v: 1, alg: 'safeStorage', data: 'AAAA' } },
  canary: { v: 1, alg: 'safeStorage', data: 'AAAA' },
};

describe('the file that the desktop keeps', () => {
  it('reads as it was written', () => {
    expect(readStored(JSON.parse(JSON.stringify(stored)))).toEqual({ kind: 'stored', stored });
  });

  it('is not damaged by what the document says', () => {
    const odd = { ...stored, document: { version: 99, accounts: 'nonsense' } };
    expect(readStored(odd)).toMatchObject({ kind: 'stored', stored: { document: odd.document } });
  });

  it.each<[string, unknown, string]>([
    ['a newer version', { ...stored, schemaVersion: 2 }, 'newer'],
    ['a newer version of another form', { schemaVersion: 7 }, 'newer'],
    ['no version', { document: {} }, 'damaged'],
    ['a version that is no number', { ...stored, schemaVersion: '1' }, 'damaged'],
    ['a version before the first', { ...stored, schemaVersion: 0 }, 'damaged'],
    ['a document that is no map', { ...stored, document: [] }, 'damaged'],
    ['secrets that are no map', { ...stored, secrets: [] }, 'damaged'],
    ['a secret of another kind', { ...stored, secrets: { a: { v: 2 } } }, 'damaged'],
    ['preferences out of range', { ...stored, preferences: { theme: 'pink' } }, 'damaged'],
    ['nothing', null, 'damaged'],
    ['a list', [], 'damaged'],
  ])('with %s', (_title, raw, kind) => {
    expect(readStored(raw).kind).toBe(kind);
  });

  it('may lack a preference that came later', () => {
    const preferences = { theme: 'dark', notifications: { changed: false } };
    expect(readStored({ ...stored, preferences })).toMatchObject({
      stored: {
        preferences: {
          ...defaultPreferences,
          theme: 'dark',
          notifications: { ...defaultPreferences.notifications, changed: false },
        },
      },
    });
  });
});

describe('an older file', () => {
  const steps = [
    (old: object) => ({ ...old, two: true }),
    (old: object) => ({ ...old, three: 'two' in old }),
  ];

  it.each([
    [1, { schemaVersion: 3, two: true, three: true }],
    [2, { schemaVersion: 3, three: false }],
    [3, { schemaVersion: 3 }],
  ])('of version %d takes the steps that it lacks', (schemaVersion, value) => {
    expect(migrate({ schemaVersion }, steps)).toEqual({ kind: 'current', value });
  });

  it.each([4, 100])('of version %d is not ours to touch', (schemaVersion) => {
    expect(migrate({ schemaVersion }, steps)).toEqual({ kind: 'newer' });
  });
});
