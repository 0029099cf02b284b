import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { appId, appName } from '../../electron/desktop/identity.ts';

const root = path.join(import.meta.dirname, '../..');
const config = parse(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8'));
const { main } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

describe('the package', () => {
  it('has the names and the id that the app itself uses', () => {
    expect(config.appId).toBe(appId);
    expect(config.productName).toBe(appName);
    // Electron makes a shortcut of its own where the installer's is another.
    expect(config.nsis.shortcutName).toBe(appName);
    expect(config.nsis.menuCategory).toBe(false);
    expect(config.nsis.perMachine).toBe(false);
    expect(config.executableName).not.toContain(' ');
  });

  it('is closed to everything that would make it run something else', () => {
    expect(config.asar).toBe(true);
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      enableCookieEncryption: true,
      loadBrowserProcessSpecificV8Snapshot: false,
    });
  });

  it('holds what is built, and neither modules nor source maps', () => {
    expect(config.files).toContain(main);
    expect(config.files).toContain('!node_modules');
    expect(config.files).toContain('!**/*.map');
  });
});
