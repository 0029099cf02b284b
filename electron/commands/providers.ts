import { catalogue } from '../contract/i18n/catalogue.ts';
import { listText } from '../contract/i18n/format.ts';
import { similarProviders } from '../core/settings/similar-provider.ts';
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
  const texts = catalogue(language).cli.usage;
  const similar = similarProviders(id, world.providers).slice(0, mostSimilar);
  const hint =
    similar.length === 0 ? '' : texts.nearest(listText(language, similar, 'disjunction'));
  return errorResult(2, 'usage', texts.together(texts.provider(id), hint));
}
