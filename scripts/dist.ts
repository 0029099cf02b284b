import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bundledPackages, type LockFile, lockedHash } from './dist/bundled.ts';
import { changelogSection } from './dist/changelog.ts';
import { type PackagedProgram, runElectronBuilder } from './dist/electron-builder.ts';
import { releaseEpoch } from './dist/epoch.ts';
import { artifactsIn, finishRelease } from './dist/finish.ts';
import { measure } from './dist/measure.ts';
import { type DistOptions, type DistPlatform, readOptions } from './dist/options.ts';
import { sbomText } from './dist/sbom.ts';
import { identityIn, signingOf } from './dist/signing.ts';
import { type PackageSize, readSizeLimits, sizeProblems, sizeReport } from './dist/size.ts';
import { type BuilderConfig, targetsOf } from './dist/targets.ts';
import { channelOf } from './dist/version.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const electronDist = process.env.DDNS_TRAY_ELECTRON_DIST || undefined;

function read(...path: readonly string[]): string {
  return readFileSync(join(root, ...path), 'utf8');
}

/** The time of the last commit, or undefined outside of a repository. */
function lastCommit(): string | undefined {
  try {
    const args = ['log', '-1', '--format=%ct'];
    const text = execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
    return text.toString().trim() || undefined;
  } catch {
    return undefined;
  }
}

interface BuilderFile extends BuilderConfig {
  readonly productName: string;
  readonly executableName: string;
}

const builder: BuilderFile = parse(read('electron-builder.yml'));

/** The installer that asks, out of the program that is packaged already. */
async function packageAssisted({ folder, arch }: PackagedProgram, version: string): Promise<void> {
  const config = 'build/electron-builder-assisted.yml';
  await runElectronBuilder({
    root,
    platform: 'win',
    targets: new Map([[arch, ['nsis']]]),
    config,
    prepackaged: folder,
    electronDist,
  });
  const output: string = parse(read(config)).directories.output;
  const file = `DDNS-Tray-Setup-Assisted-${version}-${arch}.exe`;
  renameSync(join(root, output, file), join(dist, file));
  // Its channel file and its block map are of no use: programs update by the one-click installer.
  rmSync(join(root, output), { recursive: true });
}

async function packagePlatform(
  platform: DistPlatform,
  { archs, scope }: DistOptions,
  version: string,
): Promise<readonly PackageSize[]> {
  const wanted = targetsOf(builder, platform, archs);
  const targets = scope === 'dir' ? new Map([...wanted.keys()].map((a) => [a, ['dir']])) : wanted;
  const programs = await runElectronBuilder({
    root,
    platform,
    targets,
    config: 'electron-builder.yml',
    electronDist,
  });
  const sizes: PackageSize[] = [];
  for (const program of programs) {
    const setup = join(dist, `DDNS-Tray-Setup-${version}-${program.arch}.exe`);
    const installer = platform === 'win' && existsSync(setup) ? setup : undefined;
    if (installer !== undefined) await packageAssisted(program, version);
    sizes.push(await measure(program, { root, ...builder, installer }));
  }
  return sizes;
}

/** Electron's own archives, which the package `electron` has the sums of; none where others are used. */
function electronArchives(version: string): ReadonlyMap<string, string> {
  if (electronDist !== undefined) return new Map();
  const sums: Record<string, string> = JSON.parse(read('node_modules/electron/checksums.json'));
  const used = new RegExp(`^electron-v${version}-(?:win32|linux|darwin)-(?:x64|arm64)\\.zip$`);
  return new Map(Object.entries(sums).filter(([name]) => used.test(name)));
}

/** Writes what a release is made of, and under which licences. */
function writeCompanions(sbom: string, epoch: number): void {
  const licences = read('out', 'licences.txt');
  const lock: LockFile = JSON.parse(read('package-lock.json'));
  const pinned = <T extends { name: string; version: string }>(one: T) => ({
    ...one,
    sha512: lockedHash(lock, one.name, one.version),
  });
  const [own, ...others] = bundledPackages(licences);
  const { version, license } = JSON.parse(read('node_modules/electron/package.json'));
  const text = sbomText({
    own,
    packages: others.map(pinned),
    electron: pinned({ name: 'electron', version, licence: license }),
    electronArchives: electronArchives(version),
    epoch,
  });
  writeFileSync(join(dist, sbom), text);
  copyFileSync(join(root, 'out', 'licences.txt'), join(dist, 'licences.txt'));
}

/** Packages for the platforms, and says how large it all is. Throws where that is over a limit. */
async function packageAll(options: DistOptions, version: string): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  const limits = readSizeLimits(read('build', 'size-limits.json'));
  execFileSync(process.execPath, [join(root, 'scripts', 'build.ts')], { stdio: 'inherit' });
  const sizes: PackageSize[] = [];
  for (const platform of options.platforms) {
    sizes.push(...(await packagePlatform(platform, options, version)));
  }
  const files = options.scope === 'dir' ? [] : artifactsIn(dist, version);
  const artifacts = new Map(files.map(({ file }) => [file, readFileSync(join(dist, file)).length]));
  process.stdout.write(`\n${sizeReport(artifacts, sizes)}\n`);
  const problems = sizeProblems(sizes, limits);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.platform);
  const { version }: { readonly version: string } = JSON.parse(read('package.json'));
  const channel = channelOf(version, options.channel);
  const section = changelogSection(read('CHANGELOG.md'), version);
  const release = process.env.DDNS_TRAY_RELEASE || join(root, 'build', 'release.json');
  const signing = signingOf(process.env.DDNS_TRAY_RELEASE_KEY, identityIn(release));
  // What runs from here on has no business with it.
  delete process.env.DDNS_TRAY_RELEASE_KEY;
  const warnings: string[] = signing.kind === 'unsigned' ? [signing.warning] : [];
  if (section === undefined && channel !== 'nightly' && options.scope !== 'dir') {
    const sentence = `CHANGELOG.md has no section for ${version}: write one under “## [${version}] - YYYY-MM-DD”.`;
    // What is signed is a release; without a key, anybody may build what lies here.
    if (signing.kind === 'signed') throw new Error(sentence);
    warnings.push(sentence);
  }
  const epoch = releaseEpoch({
    variable: process.env.SOURCE_DATE_EPOCH,
    commit: lastCommit(),
    day: section?.date,
  });
  process.env.SOURCE_DATE_EPOCH = String(epoch);

  const sbom = `DDNS-Tray-${version}.cdx.json`;
  if (options.scope !== 'collect') await packageAll(options, version);
  if (options.scope === 'dir') return;
  if (options.scope === 'all') writeCompanions(sbom, epoch);
  const companions = [sbom, 'licences.txt'];
  const missing = companions.filter((name) => !existsSync(join(dist, name)));
  if (missing.length > 0 || artifactsIn(dist, version).length === 0) {
    throw new Error(
      `dist/ does not hold a packaged release ${version}, for want of ${missing.join(' and ') || 'an installer'}: run npm run dist on each platform, and put the files together there.`,
    );
  }
  const written = await finishRelease({
    folder: dist,
    version,
    channel,
    signing,
    epoch,
    companions,
  });
  process.stdout.write(`Written to dist/: ${[...companions, ...written].join(', ')}\n`);
  for (const warning of warnings) process.stderr.write(`\n*** ${warning} ***\n`);
}

try {
  await run();
} catch (error) {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  // What a tool wrote is not in electron-builder's own lines.
  const said = cause instanceof Error ? `${cause.message}\n\n${message}` : message;
  // Not by `exitCode`: a library of electron-builder's ends the process with 0 when nothing is left to do.
  process.stderr.write(`${said}\n`, () => process.exit(1));
}
