import { beforeEach, describe, expect, it, vi } from 'vitest';
import { languages } from '../../electron/contract/language.ts';
import { systemPlaces } from '../../electron/contract/place.ts';
import {
  openLogFolder,
  openSignIn,
  openSystemPlace,
  systemPlacesOf,
} from '../../electron/desktop/system.ts';
import { UserError } from '../../electron/desktop/user-error.ts';

const electron = vi.hoisted(() => ({ opened: [] as string[], fails: false }));
vi.mock('electron', () => ({
  app: {},
  clipboard: {},
  shell: {
    openExternal: async (url: string) => {
      if (electron.fails) throw new Error('no handler: C:\\secret');
      electron.opened.push(url);
    },
    openPath: async (file: string) => {
      if (electron.fails) return 'Failed to open path';
      electron.opened.push(file);
      return '';
    },
  },
}));

beforeEach(() => {
  electron.opened = [];
  electron.fails = false;
});

describe('a place of the system’s settings', () => {
  it.each([
    ['win32', /^ms-settings:[a-z-]+$/],
    ['darwin', /^x-apple\.systempreferences:com\.apple\.[\w.-]+(\?\w+)?$/],
  ] as const)('is opened on %s, each its own', async (platform, uri) => {
    expect(systemPlacesOf(platform)).toEqual(systemPlaces);
    for (const place of systemPlaces) await openSystemPlace(place, platform, 'en');
    for (const opened of electron.opened) expect(opened).toMatch(uri);
    expect(new Set(electron.opened).size).toBe(systemPlaces.length);
  });

  it('is none where each desktop has its own', async () => {
    expect(systemPlacesOf('linux')).toEqual([]);
    await expect(openSystemPlace('clock', 'linux', 'en')).rejects.toThrow(UserError);
    expect(electron.opened).toEqual([]);
  });

  it.each(languages)('that does not open is to be opened by hand (%s)', async (language) => {
    electron.fails = true;
    const said = new Set<string>();
    for (const place of systemPlaces) {
      const error: unknown = await openSystemPlace(place, 'win32', language).catch((one) => one);
      expect(error).toBeInstanceOf(UserError);
      if (error instanceof UserError) said.add(error.message);
    }
    expect(said.size).toBe(systemPlaces.length);
    expect([...said].join()).not.toContain('secret');
  });
});

describe('the sign-in of a network', () => {
  it('is asked for without TLS: no network can answer in the place of anything else', async () => {
    await openSignIn('en');
    expect(electron.opened).toEqual([expect.stringMatching(/^http:\/\/[\w.]+\/\w+$/)]);
  });

  it('names its page where no browser opens', async () => {
    electron.fails = true;
    await expect(openSignIn('en')).rejects.toThrow(/Go to http:\S+ yourself/);
    await expect(openSignIn('zh-CN')).rejects.toThrow(UserError);
  });
});

describe('the folder of the log', () => {
  it('is opened, not the file', async () => {
    await openLogFolder('/data/logs/ddns-tray.log', 'en');
    expect(electron.opened).toEqual(['/data/logs']);
  });

  it('is named where it does not open', async () => {
    electron.fails = true;
    await expect(openLogFolder('/data/logs/ddns-tray.log', 'en')).rejects.toThrow('/data/logs.');
    await expect(openLogFolder('/data/logs/x.log', 'zh-CN')).rejects.toThrow(UserError);
  });
});
