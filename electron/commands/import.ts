import { existsSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../contract/i18n/catalogue.ts';
import { codeOf } from '../core/error-code.ts';
import { lossSentence, peerNames } from '../core/import/foreign.ts';
import { type PlacedSecret, placeSecrets } from '../core/import/place-secrets.ts';
import { convertForeign, longestImport } from '../core/import/recognise.ts';
import { type Settled, settle } from '../core/import/settle.ts';
import { understoodLines } from '../core/import/understood.ts';
import { plainText } from '../core/plain-text.ts';
import { isMap } from '../core/settings/reader-walk.ts';
import { line, type Page } from '../core/views/page.ts';
import { createSettingsText } from '../node/settings-text.ts';
import { readSmallFile } from '../node/small-file.ts';
import type { Context } from './context.ts';
import { existing, writeFiles } from './import/write-files.ts';
import { errorResult, type Result } from './result.ts';

export interface ImportOptions {
  readonly output?: string | undefined;
  readonly write?: boolean | undefined;
  readonly env?: boolean | undefined;
}

const format = createSettingsText();

/** The text of the file, or the sentence for what is wrong with it. */
async function readText(file: string, { output }: Context): Promise<{ text: string } | string> {
  const texts = catalogue(output.language).imports;
  const shown = plainText(file);
  try {
    const text = await readSmallFile(file, longestImport);
    if (text === undefined) return texts.tooLarge(shown);
    // What is no UTF-8 would spoil a password unseen.
    return text.includes('\uFFFD') ? texts.notText(shown) : { text };
  } catch (error) {
    return texts.unreadable(shown, codeOf(error));
  }
}

/** Where everything goes. */
interface Plan {
  readonly target: string;
  /** Beside it, for secrets. */
  readonly folder: string;
  readonly secrets: readonly PlacedSecret[];
  readonly yaml: string;
}

function planOf(file: string, settled: Settled, options: ImportOptions, context: Context): Plan {
  const { world, output } = context;
  const target = path.resolve(options.output ?? 'ddns-tray.yaml');
  const folder = `${path.basename(target).replace(/\.ya?ml$/i, '')}.secrets`;
  const home = options.env ? 'env' : 'file';
  const { document, secrets } = placeSecrets(settled.document, world.providers, home, folder);
  const header = catalogue(output.language).imports.header(
    peerNames[settled.peer],
    plainText(path.basename(file)),
  );
  const yaml = format.write(document, [header]);
  return { target, folder: path.join(path.dirname(target), folder), secrets, yaml };
}

/** The files of a plan, the settings last: they are of no use without the others. */
function filesOf({ target, folder, secrets, yaml }: Plan, env: boolean) {
  const apart = env
    ? []
    : secrets.map(({ name, text }) => ({ file: path.join(folder, name), text: `${text}\n` }));
  return [...apart, { file: target, text: yaml }];
}

interface Shown {
  readonly file: string;
  readonly settled: Settled;
  readonly plan: Plan;
  readonly env: boolean;
  readonly written: boolean;
  /** A file that is there already, and so in the way. */
  readonly inTheWay: string | undefined;
}

function pageOf({ file, settled, plan, env, written, inTheWay }: Shown, context: Context): Page {
  const { language } = context.output;
  const texts = catalogue(language).imports;
  const shown = (name: string) => plainText(path.relative('', name) || name);
  const placed = plan.secrets.map(({ name, account, field }) =>
    env
      ? texts.variable(name, account, field)
      : texts.secretFile(shown(path.join(plan.folder, name)), account, field),
  );
  const understood = understoodLines(settled, context.world.providers, language);
  const indented = (text: string) => line(`  ${text}`);
  const { losses } = settled;
  return [
    line(texts.understood(peerNames[settled.peer]), 'strong'),
    ...understood.map((each) => indented(texts.lossLine(texts.place(each.line, ''), each.text))),
    losses.length === 0 ? line(texts.noLosses, 'good') : line(texts.losses(losses.length), 'warn'),
    ...losses.map(({ line: at, key, why }) =>
      indented(texts.lossLine(texts.place(at, key), lossSentence(why, language))),
    ),
    line(written ? texts.wrote : texts.writes, 'strong'),
    ...(env ? [] : placed.map(indented)),
    indented(shown(plan.target)),
    ...(env && placed.length > 0 ? [line(texts.variables, 'strong'), ...placed.map(indented)] : []),
    ...(inTheWay === undefined ? [] : [line(texts.exists(shown(inTheWay)), 'bad')]),
    line(
      written ? texts.next(shown(plan.target)) : texts.kept(plainText(file)),
      written ? 'good' : 'quiet',
    ),
  ];
}

function dataOf({ file, settled, plan, env, written }: Shown, context: Context, ok: boolean) {
  const { language } = context.output;
  const { document, losses, peer } = settled;
  const { version: _, accounts, records, ...settings } = document;
  return {
    ok,
    status: ok ? 0 : 2,
    from: peer,
    file,
    written,
    output: plan.target,
    settings,
    accounts: Object.entries(isMap(accounts) ? accounts : {}).map(([id, account]) => ({
      id,
      provider: isMap(account) ? account.provider : undefined,
    })),
    records: records ?? [],
    secrets: plan.secrets.map(({ account, field, name }) => ({
      account,
      field,
      ...(env ? { env: name } : { file: path.join(plan.folder, name) }),
    })),
    understood: understoodLines(settled, context.world.providers, language),
    losses: losses.map(({ line: at, key, why }) => ({
      line: at,
      key,
      kind: why.kind,
      message: lossSentence(why, language),
    })),
  };
}

/** `ddns-tray import`: shows what a file of another program comes to here, and writes it if told. */
export async function importSettings(
  file: string | undefined,
  options: ImportOptions,
  context: Context,
): Promise<Result> {
  const { world, output } = context;
  const texts = catalogue(output.language).imports;
  if (file === undefined || file === '') return errorResult(2, 'usage', texts.noFile);
  const read = await readText(file, context);
  if (typeof read === 'string') return errorResult(2, 'settings', read);
  const converted = convertForeign(read.text, format.read);
  if (converted === undefined) {
    return errorResult(2, 'settings', texts.unknown(plainText(file)));
  }
  output.hide(converted.secrets);
  await world.needProviders(
    Object.values(converted.document.accounts ?? {}).map(({ provider }) => String(provider)),
  );
  const settled = settle(converted, world);
  const env = options.env === true;
  const plan = planOf(file, settled, options, context);
  output.hide(plan.secrets.map(({ text }) => text));
  const files = filesOf(plan, env);
  const inTheWay = existing(files);
  const shown = { file, settled, plan, env, written: false, inTheWay };
  const taken = settled.settings.records.length > 0;
  const result = (of: Shown): Result => ({
    status: taken ? 0 : 2,
    data: dataOf(of, context, taken),
    page: taken
      ? pageOf(of, context)
      : [
          line(texts.nothing(peerNames[settled.peer]), 'bad'),
          ...settled.losses.map(({ line: at, key, why }) =>
            line(`  ${texts.lossLine(texts.place(at, key), lossSentence(why, output.language))}`),
          ),
        ],
  });
  if (options.write !== true || !taken) return result(shown);
  try {
    writeFiles(files);
  } catch (error) {
    const clash = existing(files);
    const message =
      clash !== undefined && codeOf(error) === 'EEXIST'
        ? texts.exists(plainText(clash))
        : texts.unwritable(plainText(plan.target), codeOf(error));
    return errorResult(2, 'settings', message);
  }
  return result({ ...shown, written: existsSync(plan.target) });
}
