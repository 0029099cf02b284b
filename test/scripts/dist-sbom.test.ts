import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bundledPackages, lockedHash } from '../../scripts/dist/bundled.ts';
import { type Shipped, sbomText } from '../../scripts/dist/sbom.ts';

const root = path.resolve(import.meta.dirname, '../..');

function json(...file: readonly string[]) {
  return JSON.parse(readFileSync(path.join(root, ...file), 'utf8'));
}

/**
 * CycloneDX's own schema, which its library brings. Made readable for zod, which wants a type where
 * there are properties and no other files; what it cannot say, that exactly one of two keys is there,
 * is left out.
 */
function schema() {
  const folder = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';
  const text = JSON.stringify(json(folder, 'bom-1.6.SNAPSHOT.schema.json'))
    .replaceAll('"spdx.SNAPSHOT.schema.json"', '"#/definitions/spdx"')
    .replaceAll(/"jsf-[^"]*#\/definitions\/signature"/g, '"#/definitions/signature"');
  const whole = JSON.parse(text, (key, value) => {
    const isChoice = key === 'oneOf' || key === 'anyOf';
    if (isChoice && value.every((one: object) => Object.keys(one).join() === 'required')) return;
    const untyped = Array.isArray(value?.required) && value.properties && !value.type;
    return untyped ? { ...value, type: 'object' } : value;
  });
  const { enum: names } = json(folder, 'spdx.SNAPSHOT.schema.json');
  whole.definitions.spdx = { type: 'string', enum: names };
  whole.definitions.signature = { not: {} };
  return z.fromJSONSchema(whole);
}

const hash = 'ab'.repeat(64);
const shipped: Shipped = {
  own: { name: 'ddns-tray', version: '1.2.3-beta.1', licence: 'MIT' },
  packages: [
    { name: 'zebra', version: '1.0.0', licence: 'MIT', sha512: hash },
    { name: '@scope/apple', version: '2.0.0', licence: '(MIT OR Apache-2.0)', sha512: hash },
    { name: 'odd', version: '3.0.0', licence: 'SEE LICENSE IN FILE', sha512: hash },
  ],
  electron: { name: 'electron', version: '45.4.1', licence: 'MIT', sha512: hash },
  electronArchives: new Map([['electron-v45.4.1-win32-x64.zip', 'cd'.repeat(32)]]),
  epoch: 1_795_000_000,
};

describe('the SBOM', () => {
  const bom = JSON.parse(sbomText(shipped));
  const named = (name: string) =>
    bom.components.find((one: { readonly name: string }) => one.name === name);

  it('is CycloneDX 1.6 by its own schema', () => {
    const valid = schema();
    expect(valid.safeParse(bom).error?.issues ?? []).toEqual([]);
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    // The schema as it was made readable still notices what is wrong.
    const broken = [
      { ...bom, components: [{ ...named('zebra'), type: 'fruit' }] },
      { ...bom, components: [{ ...named('zebra'), hashes: [{ alg: 'SHA-512', content: 'x' }] }] },
      { ...bom, components: [{ ...named('zebra'), licenses: [{ license: { id: 'Nope' } }] }] },
      { ...bom, other: 1 },
    ];
    for (const one of broken) expect(valid.safeParse(one).success).toBe(false);
  });

  it('names the program, each package and Electron, with where they come from', () => {
    expect(bom.metadata.component).toMatchObject({
      type: 'application',
      name: 'ddns-tray',
      version: '1.2.3-beta.1',
      purl: 'pkg:generic/ddns-tray@1.2.3-beta.1',
    });
    expect(named('apple')).toEqual({
      type: 'library',
      group: '@scope',
      name: 'apple',
      version: '2.0.0',
      'bom-ref': 'pkg:npm/%40scope/apple@2.0.0',
      purl: 'pkg:npm/%40scope/apple@2.0.0',
      hashes: [{ alg: 'SHA-512', content: hash }],
      licenses: [{ expression: '(MIT OR Apache-2.0)' }],
    });
    expect(named('zebra').licenses).toEqual([{ license: { id: 'MIT' } }]);
    expect(named('odd').licenses).toEqual([{ license: { name: 'SEE LICENSE IN FILE' } }]);
    const archive = 'electron/releases/download/v45.4.1/electron-v45.4.1-win32-x64.zip';
    expect(named('electron')).toMatchObject({
      type: 'framework',
      purl: 'pkg:npm/electron@45.4.1',
      externalReferences: [
        {
          type: 'distribution',
          url: `https://github.com/electron/${archive}`,
          hashes: [{ alg: 'SHA-256', content: 'cd'.repeat(32) }],
        },
      ],
    });
    const { dependsOn } = bom.dependencies.find(
      ({ ref }: { readonly ref: string }) => ref === bom.metadata.component['bom-ref'],
    );
    expect(dependsOn).toHaveLength(bom.components.length);
  });

  it('has the same bytes whenever and in whatever order it is made, and the release’s time', () => {
    const turned = { ...shipped, packages: shipped.packages.toReversed() };
    expect(sbomText(turned)).toBe(sbomText(shipped));
    expect(bom.serialNumber).toBeUndefined();
    expect(bom.metadata.timestamp).toBe(new Date(shipped.epoch * 1000).toISOString());
  });
});

describe('what is shipped', () => {
  const lock = json('package-lock.json');

  it('is what the built licences name, each of a version that the lock file pins', () => {
    const [own, ...others] = bundledPackages(
      readFileSync(path.join(root, 'out/licences.txt'), 'utf8'),
    );
    expect(own.name).toBe('ddns-tray');
    expect(others).toContainEqual({
      name: 'zod',
      version: lock.packages['node_modules/zod'].version,
      licence: 'MIT',
    });
    for (const { name, version } of others) {
      expect(lockedHash(lock, name, version)).toMatch(/^[0-9a-f]{128}$/);
    }
  });

  it('is never guessed', () => {
    expect(() => bundledPackages('Nothing\n')).toThrow('names no packages');
    expect(() => lockedHash(lock, 'zod', '0.0.1')).toThrow('does not pin zod 0.0.1');
    const integrity = `sha512-${'A'.repeat(86)}==`;
    const packages = {
      'node_modules/a/node_modules/b': { version: '1.0.0', integrity },
      'node_modules/not-b': { version: '2.0.0', integrity },
    };
    expect(lockedHash({ packages }, 'b', '1.0.0')).toBe('00'.repeat(64));
    expect(() => lockedHash({ packages }, 'b', '2.0.0')).toThrow('does not pin b 2.0.0');
  });
});
