import { describe, expect, it } from 'vitest';
import { isHealthy } from '../../../electron/core/local/health.ts';
import { type AppState, emptyState } from '../../../electron/core/state.ts';
import { account, record, settingsOf } from '../../support/core-world-parts.ts';

const web = record('www.example.com');
const settings = settingsOf([web], [account('home')]);
const now = 1_000_000_000;
const missed = 3 * settings.interval;

const healthy = (parts: Partial<AppState>, since = 0) =>
  isHealthy({ ...emptyState, lastCheck: now, ...parts }, settings, since, now);

describe('health', () => {
  it('is good while checks happen and nothing fails', () => {
    expect(healthy({})).toBe(true);
    expect(healthy({ lastCheck: now - missed })).toBe(true);
  });

  it('is bad once nothing was checked for three intervals, but not right after a start', () => {
    expect(healthy({ lastCheck: now - missed - 1 })).toBe(false);
    expect(healthy({ lastCheck: undefined }, now - 1000)).toBe(true);
    expect(healthy({ lastCheck: undefined }, now - missed - 1)).toBe(false);
  });

  it('is no worse for a pause or for being offline', () => {
    expect(healthy({ lastCheck: 1, paused: { at: 1 } })).toBe(true);
    expect(healthy({ offlineSince: 1 })).toBe(true);
  });

  it('is bad while a record or its account fails, a pause or not', () => {
    expect(healthy({ records: { [web.id]: { failures: 1 } }, paused: { at: 1 } })).toBe(false);
    const stopped = { kind: 'auth', detail: '', at: 1 } as const;
    expect(healthy({ records: { [web.id]: { failures: 0, stopped } } })).toBe(false);
    const home = { provider: 'reading', fingerprint: '', failures: 0, memory: {}, stopped };
    expect(healthy({ accounts: { home } })).toBe(false);
  });

  it('is no worse for a record that is not in the settings any more', () => {
    expect(healthy({ records: { 'home/old.example.com/A': { failures: 3 } } })).toBe(true);
  });

  it('is bad without settings, and where the credentials cannot be read', () => {
    expect(isHealthy({ ...emptyState, lastCheck: now }, undefined, now, now)).toBe(false);
    const locked = settingsOf([web], [account('home', { locked: ['token'] })]);
    expect(isHealthy({ ...emptyState, lastCheck: now }, locked, now, now)).toBe(false);
  });
});
