import { catalogue } from '../contract/i18n/catalogue.ts';
import { nearestWord } from '../core/settings/problem.ts';
import { providerData } from '../core/views/provider.ts';
import { providerListPage, providerPage } from '../core/views/provider-page.ts';
import type { Context } from './context.ts';
import { errorResult, type Result } from './result.ts';

/** `ddns-tray providers [ID]`: the DNS services, or one of them in full. */
export async function providers(
  id: string | undefined,
  { world, output }: Context,
): Promise<Result> {
  const { language } = output;
  const all = world.providers.map((provider) =>
    providerData(provider, world.presets[provider.id] ?? [], language),
  );
  if (id === undefined) {
    return {
      status: 0,
      data: { ok: true, providers: all },
      page: providerListPage(all, language),
    };
  }
  const found = all.find((provider) => provider.id === id);
  if (found !== undefined) {
    return { status: 0, data: { ok: true, provider: found }, page: providerPage(found, language) };
  }
  const texts = catalogue(language).cli.usage;
  const known = all.map((provider) => provider.id);
  const nearest = nearestWord(id, known);
  const sentence = texts.provider(id, known.join(language === 'en' ? ', ' : '、'));
  return errorResult(
    2,
    'usage',
    texts.together(sentence, nearest === undefined ? '' : texts.nearest(nearest)),
  );
}
