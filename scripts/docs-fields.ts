import type { Language } from '../electron/contract/language.ts';
import { accountFields } from '../electron/core/settings/schema-fields.ts';
import { type Declared, formOf } from './docs-example.ts';
import { code, fullTable, inLanguage, listed, prose, say } from './docs-page.ts';

const texts = {
  head: [
    say('Key', '键'),
    say('Required', '必填'),
    say('Secret', '凭据'),
    say('Default', '默认值'),
    say('Choices', '可选值'),
    say('Meaning', '含义'),
  ],
  yes: say('yes', '是'),
  below: say('see below', '见下表'),
};

/** More choices than this have a table of their own. */
const mostChoices = 12;

/** The fields of an account of this kind, one a row. */
export function fieldTable({ account }: Declared, language: Language): string {
  const word = inLanguage(language);
  const yes = (is: boolean | undefined) => (is ? word(texts.yes) : '');
  const rows = (accountFields(account) ?? []).map((field) => {
    const { key, meta, required } = field;
    const form = formOf(field);
    const { enum: choices = [], minimum: min, maximum: max } = form;
    const range = min !== undefined && max !== undefined ? `${min} – ${max}` : '';
    const few = listed(choices.map(String).map(code), language);
    const meaning = [meta?.label, meta?.help].flatMap((text) => (text ? [prose(word(text))] : []));
    return [
      code(key),
      yes(required),
      yes(meta?.secret),
      form.default === undefined ? '' : code(String(form.default)),
      choices.length > mostChoices ? word(texts.below) : few || range,
      meaning.join(language === 'en' ? '. ' : '。'),
    ];
  });
  return fullTable(texts.head.map(word), rows);
}
