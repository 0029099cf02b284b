import type { FieldForm, NetworksForm, WatchingChoices } from '../../contract/forms.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { NetworkIdentity } from '../network.ts';

export interface NetworkWorld {
  readonly language: Language;
  /** Of the network that this computer is in now. */
  readonly identity: NetworkIdentity;
  /** The rules of now: what they name may be chosen, there or not. */
  readonly rules: NetworksForm;
}

const hardware = /^(?:[0-9a-f]{1,2}[:-]){5}[0-9a-f]{1,2}$/i;

/** The form of the rules for networks and adapters, with what may be chosen on this computer. */
export function networkChoices(
  interfaces: WatchingChoices['interfaces'],
  { language, identity, rules }: NetworkWorld,
): NonNullable<WatchingChoices['networks']> {
  const words = catalogue(language).edits.networks;
  const nameOf = (mark: string) => (hardware.test(mark) ? words.router(mark) : mark);
  const present = [...identity.profiles, ...(identity.gateway ? [identity.gateway] : [])];
  const isPresent = (mark: string) =>
    present.some((one) => one.toLowerCase() === mark.toLowerCase());
  const approved = rules.approved?.split('\n') ?? [];
  const isNew = (mark: string) => !approved.some((one) => one.toLowerCase() === mark.toLowerCase());
  const marks = [...approved, ...new Set(present.filter(isNew))].map((value) => {
    return { value, label: isPresent(value) ? words.here(nameOf(value)) : nameOf(value) };
  });
  const adapters = interfaces.map(({ name }) => name);
  const bound = rules.bind === null || adapters.includes(rules.bind) ? [] : [rules.bind];
  const binds = [
    { value: '', label: words.bindAuto },
    ...[...adapters, ...bound].map((value) => ({ value, label: value })),
  ];
  const field = (path: keyof NetworksForm, label: string, help: string) => {
    return { path, label, help, required: false, secret: false };
  };
  const fields: readonly FieldForm[] = [
    {
      ...field('approved', words.approved, words.approvedHelp),
      input: { kind: 'ticks', options: marks },
    },
    {
      ...field('ignore', words.ignore, words.ignoreHelp),
      placeholder: 'docker*\nvEthernet*',
      input: { kind: 'text', multiline: true },
    },
    {
      ...field('bind', words.bind, words.bindHelp),
      input: { kind: 'choice', options: binds, initial: '' },
    },
    { ...field('tunnels', words.tunnels, words.tunnelsHelp), input: { kind: 'switch' } },
  ];
  return {
    title: words.title,
    // A network that cannot be told from others cannot be approved.
    fields: marks.length === 0 ? fields.slice(1) : fields,
  };
}
