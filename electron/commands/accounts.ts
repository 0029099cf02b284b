import { catalogue } from '../contract/i18n/catalogue.ts';
import { testConnection } from '../core/connection.ts';
import { nearestWord } from '../core/settings/problem.ts';
import { accountsData, type TriedAccount } from '../core/views/connection.ts';
import { accountsPage } from '../core/views/connection-page.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import { systemClock, systemRandom } from '../node/clock.ts';
import { createDnsTransport } from '../node/dns.ts';
import { createAgentHttp } from '../node/engine-ports.ts';
import { createLog } from '../node/log.ts';
import type { Context } from './context.ts';
import { errorResult, type Result } from './result.ts';
import { loadSettings, stateFolder } from './settings.ts';

/** `ddns-tray accounts [ACCOUNT]`: tries the accounts, writes nothing, and shows what they see. */
export async function accounts(
  only: string | undefined,
  options: { readonly config: string },
  context: Context,
): Promise<Result> {
  const { world, output, signal } = context;
  const { language } = output;
  const folder = stateFolder(world, undefined);
  const loaded = await loadSettings(context, { file: options.config, folder, salt: 'look' });
  if ('error' in loaded) return loaded;
  const { settings, secrets } = loaded;
  const known = Object.keys(settings.accounts);
  if (only !== undefined && !known.includes(only)) {
    const texts = catalogue(language).cli.usage;
    const nearest = nearestWord(only, known);
    const sentence = texts.account(only, known.join(language === 'en' ? ', ' : '、'));
    const hint = nearest === undefined ? '' : texts.nearest(nearest);
    return errorResult(2, 'usage', texts.together(sentence, hint));
  }
  const http = createAgentHttp(world, () => settings.proxy);
  const dns = createDnsTransport();
  // Only a fault of ours is worth a line beside what is shown.
  const console = { stream: world.stderr, format: 'text' } as const;
  const log = createLog({ level: 'error', secrets, console });
  const tried: TriedAccount[] = [];
  for (const { id, provider, fields } of Object.values(settings.accounts)) {
    if (only !== undefined && id !== only) continue;
    const declared = world.providers.find((one) => one.id === provider);
    if (declared === undefined) throw new Error(`there is no provider ${provider}`);
    output.progress(catalogue(language).cli.progress.account(declared.name[language], id));
    const records = settings.records.filter(({ account }) => account === id);
    const connection = await testConnection(declared, fields, records, {
      http,
      dns,
      clock: systemClock,
      log,
      random: systemRandom,
      timeout: settings.timeout,
      signal,
    });
    tried.push({ id, provider, connection });
  }
  const data = accountsData(tried);
  const find = providerFinder(world, settings);
  return { status: data.status, data, page: accountsPage(data, find, language) };
}
