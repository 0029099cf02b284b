import { catalogue } from '../contract/i18n/catalogue.ts';
import { plainText } from '../core/plain-text.ts';
import { line } from '../core/views/page.ts';
import type { Context } from './context.ts';
import type { Result } from './result.ts';
import { loadSettings, stateFolder } from './settings.ts';

/** `ddns-tray check`: reads the settings file and says whether it is in order. */
export async function check(
  options: { readonly config: string },
  context: Context,
): Promise<Result> {
  const { world, output } = context;
  const folder = stateFolder(world, undefined);
  const loaded = await loadSettings(context, { file: options.config, folder, salt: 'look' });
  if ('error' in loaded) return loaded;
  const { settings } = loaded;
  const accounts = Object.keys(settings.accounts).length;
  const channels = Object.keys(settings.channels ?? {});
  const records = settings.records.map(({ id, name, type, account, host }) => ({
    id,
    name,
    type,
    account,
    provider: settings.accounts[account]?.provider,
    host,
  }));
  const { good } = catalogue(output.language).cli.check;
  return {
    status: 0,
    data: {
      ok: true,
      file: options.config,
      accounts: Object.keys(settings.accounts),
      channels,
      records,
    },
    page: [
      line(good(plainText(options.config), records.length, accounts, channels.length), 'good'),
    ],
  };
}
