import type { Provider } from '../provider.ts';
import { type FormField, formFields, formPath } from './form-fields.ts';

/** The field that names a known host, and the one that names a server instead of it. */
const hostFields: readonly string[] = ['preset', 'server'];

/** A service as it is picked: a provider, and what the choice decides of its account. */
export interface Service {
  readonly provider: Provider;
  /** By path. */
  readonly fixed: Readonly<Record<string, string>>;
  /** What is left to be entered. */
  readonly fields: readonly FormField[];
}

function presetsOf(fields: readonly FormField[]): readonly string[] {
  const kind = fields.find(({ path }) => formPath(path) === 'preset')?.kind;
  return kind?.kind === 'choice' ? kind.values : [];
}

/** Finds a service by its id, `PROVIDER` or `PROVIDER/PRESET`. */
export function findService(id: string, providers: readonly Provider[]): Service | undefined {
  const [name, preset, ...more] = id.split('/');
  const provider = providers.find((each) => each.id === name);
  if (provider === undefined || more.length > 0) return undefined;
  const all = formFields(provider.account);
  const presets = presetsOf(all);
  if (preset !== undefined) {
    if (!presets.includes(preset)) return undefined;
    const fields = all.filter(({ path }) => !hostFields.includes(formPath(path)));
    return { provider, fixed: { preset }, fields };
  }
  if (presets.length === 0) return { provider, fixed: {}, fields: all };
  // Its hosts are services of their own: what is left is a server of the user's choice.
  const fields = all
    .filter(({ path }) => formPath(path) !== 'preset')
    .map((field) => (formPath(field.path) === 'server' ? { ...field, required: true } : field));
  return { provider, fixed: {}, fields };
}

/** The id of the service that an account of the settings is at; empty where there is none. */
export function serviceIdOf(
  account: Readonly<Record<string, unknown>>,
  providers: readonly Provider[],
): string {
  const provider = providers.find(({ id }) => id === account.provider);
  if (provider === undefined) return '';
  const { preset } = account;
  const known = presetsOf(formFields(provider.account));
  return typeof preset === 'string' && known.includes(preset)
    ? `${provider.id}/${preset}`
    : provider.id;
}
