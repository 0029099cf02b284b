import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { appId, appName, toastActivator } from '../../electron/desktop/identity.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const config = parse(read('electron-builder.yml'));
const assisted = parse(read('build/electron-builder-assisted.yml'));
const installerScript = read('build/installer.nsh');
const { main, name: packageName } = JSON.parse(read('package.json'));

interface Target {
  readonly target: string;
  readonly arch: readonly string[];
}

function targets(
  platform: 'win' | 'mac' | 'linux',
  of = config,
): Record<string, readonly string[]> {
  const list: readonly Target[] = of[platform].target;
  return Object.fromEntries(list.map(({ target, arch }) => [target, arch]));
}

describe('the package', () => {
  it('has the names and the id that the app itself uses', () => {
    expect(config.appId).toBe(appId);
    expect(config.productName).toBe(appName);
    // Electron makes a shortcut of its own where the installer's is another.
    expect(config.nsis.shortcutName).toBe(appName);
    expect(config.nsis.menuCategory).toBe(false);
    expect(config.nsis.perMachine).toBe(false);
    expect(config.executableName).not.toContain(' ');
    expect(installerScript).toContain(`!define TOAST_ACTIVATOR "${toastActivator}"`);
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
    expect(path.normalize(main)).toBe('out/main.cjs');
    expect(config.files).toContain('out/*.cjs');
    expect(config.files).toContain('!out/cli.cjs');
    expect(config.files).toContain('!node_modules');
    expect(config.files).toContain('!**/*.map');
  });

  it('is made for every system and processor that the app supports', () => {
    const both = ['x64', 'arm64'];
    expect(targets('win')).toEqual({ nsis: both, portable: ['x64'] });
    expect(targets('linux')).toEqual({ AppImage: both, deb: both });
    // electron-updater installs from the zip.
    expect(targets('mac')).toEqual({ dmg: both, zip: both });
    for (const { icon } of [config.win, config.linux, config.mac]) {
      expect(existsSync(path.join(root, icon))).toBe(true);
    }
  });

  it('speaks the languages of the app, in both installers for Windows', () => {
    expect(config.nsis.installerLanguages).toEqual(['en_US', 'zh_CN']);
    expect(assisted.nsis.installerLanguages).toBeUndefined();
    const texts = [...installerScript.matchAll(/^LangString (\w+) (\d+) /gm)];
    const languages = Map.groupBy(texts, ([, name]) => name);
    for (const [name, found] of languages) {
      expect(
        found.map(([, , language]) => language),
        name,
      ).toEqual(['1033', '2052']);
    }
  });

  it('has an installer with one click, for updates, and one that asks where to', () => {
    expect(config.nsis.oneClick).toBe(true);
    expect(assisted.extends).toBe('electron-builder.yml');
    expect(assisted.nsis).toMatchObject({
      oneClick: false,
      allowToChangeInstallationDirectory: true,
    });
    expect(targets('win', assisted)).toEqual({ nsis: ['x64', 'arm64'] });
    // Or its channel files would take the place of those of the other.
    expect(assisted.directories.output).not.toBe(config.directories.output);
  });

  it('leaves the place of the updates to what the app reads when it runs', () => {
    expect(config.publish.url).toMatch(/\.invalid\/$/);
    expect(config.publish.channel).toBe('latest');
    // The cache that the uninstaller takes away has the package's name.
    expect(installerScript).toMatch(/"\$LOCALAPPDATA\\\$\{APP_PACKAGE_NAME\}-updater"/);
    expect(packageName).toBe('ddns-tray');
  });
});
