import type { ServiceForm } from '../../contract/forms.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import { defaultPrefix, prefixRange } from '../host-address.ts';

/** The fields with which a record of IPv6 is made another device's. */
export function hostFields(language: Language): ServiceForm['hostFields'] {
  const words = catalogue(language).edits.host;
  const optional = { required: false, secret: false } as const;
  return [
    {
      ...optional,
      path: 'host',
      label: words.label,
      help: words.help,
      placeholder: words.placeholder,
      input: { kind: 'text', multiline: false },
    },
    {
      ...optional,
      path: 'prefix',
      label: words.prefix,
      help: words.prefixHelp,
      placeholder: String(defaultPrefix),
      input: { kind: 'number', ...prefixRange },
    },
  ];
}
