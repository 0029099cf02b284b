import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { NamedPackage } from './bundled.ts';

/** A package of npm that is shipped, with SHA-512 of its archive in hexadecimal. */
export interface ShippedPackage extends NamedPackage {
  readonly sha512: string;
}

/** Everything that a release is made of. */
export interface Shipped {
  readonly own: NamedPackage;
  readonly packages: readonly ShippedPackage[];
  readonly electron: ShippedPackage;
  /** Electron's own archives, by name, and SHA-256 in hexadecimal; empty where others were used. */
  readonly electronArchives: ReadonlyMap<string, string>;
  /** Seconds since 1970. */
  readonly epoch: number;
}

const licences = new Contrib.License.Factories.LicenseFactory((text) => {
  // Whole licence texts and file names are no expressions; the library has no parser of its own.
  if (!/^\(?[\w.+-]+(?: (?:AND|OR|WITH) \(?[\w.+-]+\)?)+\)?$/.test(text)) throw new Error(text);
});

function npmUrl({ name, version }: NamedPackage): string {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `pkg:npm/${path}@${encodeURIComponent(version)}`;
}

function component(type: Enums.ComponentType, shipped: ShippedPackage): Models.Component {
  const purl = npmUrl(shipped);
  const slash = shipped.name.indexOf('/');
  return new Models.Component(type, shipped.name.slice(slash + 1), {
    bomRef: purl,
    ...(slash === -1 ? {} : { group: shipped.name.slice(0, slash) }),
    version: shipped.version,
    purl,
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], shipped.sha512]]),
    licenses: new Models.LicenseRepository([licences.makeFromString(shipped.licence)]),
  });
}

function electronComponent({ electron, electronArchives }: Shipped): Models.Component {
  const made = component(Enums.ComponentType.Framework, electron);
  made.description = 'Holds Chromium and Node.js; their licences are in LICENSES.chromium.html';
  const folder = `https://github.com/electron/electron/releases/download/v${electron.version}/`;
  for (const [file, sha256] of electronArchives) {
    made.externalReferences.add(
      new Models.ExternalReference(`${folder}${file}`, Enums.ExternalReferenceType.Distribution, {
        hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], sha256]]),
      }),
    );
  }
  return made;
}

/**
 * The software bill of materials (CycloneDX 1.6, JSON) of what is really shipped: the program, the
 * packages in its bundles, and Electron. The same arguments give the same bytes, so it has no serial
 * number of its own.
 */
export function sbomText(shipped: Shipped): string {
  const { own, packages, epoch } = shipped;
  const program = new Models.Component(Enums.ComponentType.Application, own.name, {
    bomRef: `pkg:generic/${own.name}@${own.version}`,
    version: own.version,
    purl: `pkg:generic/${own.name}@${own.version}`,
    licenses: new Models.LicenseRepository([licences.makeFromString(own.licence)]),
  });
  const bom = new Models.Bom();
  bom.metadata.timestamp = new Date(epoch * 1000);
  bom.metadata.lifecycles.add(Enums.LifecyclePhase.PostBuild);
  bom.metadata.component = program;
  const parts = [
    electronComponent(shipped),
    ...packages.map((one) => component(Enums.ComponentType.Library, one)),
  ];
  for (const part of parts) {
    bom.components.add(part);
    program.dependencies.add(part.bomRef);
  }
  const normalized = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  const text = new Serialize.JsonSerializer(normalized).serialize(bom, {
    sortLists: true,
    space: 2,
  });
  return `${text}\n`;
}
