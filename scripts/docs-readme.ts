import type { Language } from '../electron/contract/language.ts';
import type { Provider } from '../electron/core/provider.ts';
import type { Preset } from '../electron/providers/dyndns2/preset.ts';
import { groupsOf } from './docs-group.ts';
import { fileIn, inLanguage, link, listed, say } from './docs-page.ts';

/** Between these two lines a README is written by `npm run docs`; the rest of it is not. */
export const marks = {
  begin: '<!-- providers: written by npm run docs -->',
  end: '<!-- end of providers -->',
};

const intro = {
  en: (count: number, pages: string) =>
    `There are ${count} providers. Each has a page that says how to make its credentials and what it can do, with an example to copy; ${pages} compares them.`,
  'zh-CN': (count: number, pages: string) =>
    `共有 ${count} 个服务商，每个都有单独的页面，说明如何获取凭据、支持情况，并附有可直接复制的示例；对比见 ${pages}。`,
};

const presetText = {
  en: (count: number, to: string, names: string) =>
    `- **Hosts that speak [dyndns2](${to})**, with ready settings for ${count} of them: ${names}.`,
  'zh-CN': (count: number, to: string, names: string) =>
    `- **使用 [dyndns2](${to}) 协议的服务**，其中 ${count} 家已有现成预设：${names}。`,
};

const dyndns2 = 'dyndns2';
const colon = say(':', '：');

/** The providers in a few lines, each with the way to its page. */
export function providersPart(
  language: Language,
  providers: readonly Provider[],
  presets: readonly Preset[],
): string {
  const word = inLanguage(language);
  const pathOf = (id: string) => `docs/${fileIn(language, `providers/${id}`)}`;
  const overview = `docs/${fileIn(language, 'providers')}`;
  const named = providers.filter(({ id }) => id !== dyndns2);
  const lines = groupsOf(named, language).map(({ title, providers: some }) => {
    const links = some.map(({ id, name }) => link(word(name), pathOf(id)));
    return `- **${word(title)}${word(colon)}** ${links.join(' · ')}`;
  });
  const names = presets.map(({ name }) => word(name));
  return [
    intro[language](providers.length, link(overview, overview)),
    '',
    ...lines,
    presetText[language](presets.length, pathOf(dyndns2), listed(names, language)),
  ].join('\n');
}

/** The text with a new part between the marks; undefined where they are not both there, in order. */
export function withPart(text: string, part: string): string | undefined {
  const [before, rest, ...more] = text.split(marks.begin);
  const [, after, ...tail] = rest?.split(marks.end) ?? [];
  if (before === undefined || after === undefined || more.length + tail.length > 0) {
    return undefined;
  }
  return `${before}${marks.begin}\n${part}\n${marks.end}${after}`;
}
