import { catalogue } from '../contract/i18n/catalogue.ts';
import { listText } from '../contract/i18n/format.ts';
import { presetNamed, similarProviders } from '../core/settings/similar-provider.ts';
import { providerData } from '../core/views/provider.ts';
import { providerListPage, providerPage } from '../core/views/provider-page.ts';
import type { Context } from './context.ts';
import { errorResult, type Result } from './result.ts';

/** More than so many are no help in a sentence. */
const mostSimilar = 5;

/** `ddns-tray providers [ID]`: the DNS services, or one of them in full. */
export async function providers(
  id: string | undefined,
  { world, output }: Context,
): Promise<Result> {
  const { language } = output;
  await world.needProviders('all');
  const all = world.providers.map((provider) =>
    providerData(provider, world.presets[provider.id] ?? [], language),
  );
  if (id === undefined) {
    return { status: 0, data: { ok: true, providers: all }, page: providerListPage(all, language) };
  }
  const found = all.find((provider) => provider.id === id);
  if (found !== undefined) {
    return { status: 0, data: { ok: true, provider: found }, page: providerPage(found, language) };
  }
  const { cli, settings } = catalogue(language);
  const preset = presetNamed(id, world.providers);
  if (preset !== undefined) {
    return errorResult(2, 'usage', settings.presetAsProvider(preset.preset, preset.provider));
  }
  const similar = similarProviders(id, world.providers).slice(0, mostSimilar);
  const hint =
    similar.length === 0 ? '' : cli.usage.nearest(listText(language, similar, 'disjunction'));
  return errorResult(2, 'usage', cli.usage.provider(id, hint));
}
