import { channelEvents } from '../../contract/channel-event.ts';
import type { ChannelCard, FieldForm, KindForm } from '../../contract/forms.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import { type Language, languages } from '../../contract/language.ts';
import type { Channel } from '../channel.ts';
import { formFields } from '../document/form-fields.ts';
import { fieldForm } from './service-fields.ts';

/** A language is named in itself, for those who read no other. */
const endonyms = { en: 'English', 'zh-CN': '简体中文' } as const;

/** The kinds of channels, in the order of their registry. */
export function channelCards(
  channels: readonly Channel[],
  language: Language,
): readonly ChannelCard[] {
  return channels.map(({ id, name }) => ({ id, name: name[language] }));
}

/** What every channel has besides the fields of its kind. */
function sharedFields(language: Language): readonly FieldForm[] {
  const words = catalogue(language).edits.channel;
  const optional = { required: false, secret: false } as const;
  return [
    {
      ...optional,
      path: 'events',
      label: words.events.label,
      input: {
        kind: 'ticks',
        options: channelEvents.map((value) => ({ value, label: words.events.choices[value] })),
      },
    },
    {
      ...optional,
      path: 'quietHours',
      label: words.quietHours.label,
      help: words.quietHours.help,
      placeholder: '22:00-07:00',
      input: { kind: 'text', multiline: false },
    },
    {
      ...optional,
      path: 'language',
      label: words.language.label,
      input: {
        kind: 'choice',
        initial: '',
        options: [
          { value: '', label: words.language.own },
          ...languages.map((value) => ({ value, label: endonyms[value] })),
        ],
      },
    },
  ];
}

/** The form of the local interface. */
export function apiForm(language: Language): KindForm {
  const words = catalogue(language).edits.api;
  const text = { kind: 'text', multiline: false } as const;
  return {
    id: 'api',
    name: words.name,
    setup: words.setup,
    limits: [],
    fixed: {},
    fields: [
      {
        path: 'listen',
        label: words.listen,
        help: words.listenHelp,
        placeholder: '127.0.0.1:8053',
        required: true,
        secret: false,
        input: text,
      },
      {
        path: 'token',
        label: words.token,
        help: words.tokenHelp,
        required: true,
        secret: true,
        input: text,
      },
    ],
  };
}

/** What is no one's service in particular has an article on it instead of a site. */
function isSite(docs: string): boolean {
  return docs.startsWith('https://') && !docs.startsWith('https://en.wikipedia.org/');
}

/** All that is needed to make a channel of a kind; undefined for an id that there is not. */
export function channelForm(
  id: string,
  channels: readonly Channel[],
  language: Language,
): KindForm | undefined {
  const channel = channels.find((each) => each.id === id);
  if (channel === undefined) return undefined;
  const { name, docs, setup, limits = [], account } = channel;
  return {
    id,
    name: name[language],
    link: isSite(docs) ? docs : undefined,
    linkText: catalogue(language).edits.openSite,
    setup: setup[language],
    limits: limits.map((limit) => limit[language]),
    fixed: {},
    fields: [
      ...formFields(account).map((field) => fieldForm(field, language)),
      ...sharedFields(language),
    ],
  };
}
