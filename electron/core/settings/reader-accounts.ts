import * as z from 'zod';
import type { Fingerprint } from '../ports.ts';
import { type Capabilities, capabilitiesOf, type Provider } from '../provider.ts';
import type { AccountSettings, SettingsPath, SettingsProblem } from '../settings.ts';
import { reportIssues } from './reader-issues.ts';
import type { KnownAccount } from './reader-records.ts';
import {
  fieldPath,
  placeMark,
  type Resolved,
  type ResolveSecret,
  resolveReferences,
} from './reader-secrets.ts';
import {
  expected,
  isMap,
  type Place,
  type RawMap,
  readMap,
  report,
  within,
} from './reader-walk.ts';
import { accountFields, secretTexts } from './schema-fields.ts';
import { accountKeys } from './schema-records.ts';
import { presetNamed, similarProviders } from './similar-provider.ts';

export interface AccountsWorld {
  readonly providers: readonly Provider[];
  readonly resolveSecret: ResolveSecret;
  readonly fingerprint: Fingerprint;
  /** There may be no account and no record yet. */
  readonly allowEmpty?: boolean;
}

export interface Accounts {
  /** Those without a problem. */
  readonly settings: Readonly<Record<string, AccountSettings>>;
  /** All of them, so that the records of a wrong account are not told as well. */
  readonly known: ReadonlyMap<string, KnownAccount>;
  readonly secrets: readonly string[];
}

const idForm = /^[A-Za-z0-9_-]{1,64}$/;

/** JSON with sorted keys: the same text for the same fields, whatever their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isMap(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function readProvider(place: Place, providers: readonly Provider[]): Provider | undefined {
  const inner = within(place, 'provider');
  if (inner.value === undefined) return undefined;
  if (typeof inner.value !== 'string') return expected(inner, 'text');
  const provider = providers.find(({ id }) => id === inner.value);
  if (provider !== undefined) return provider;
  const preset = presetNamed(inner.value, providers);
  if (preset !== undefined) return report(inner, { kind: 'presetAsProvider', ...preset });
  const known = providers.map(({ id }) => id);
  const [nearest] = similarProviders(inner.value, providers);
  return report(inner, { kind: 'unknownProvider', provider: inner.value, known, nearest });
}

interface Fields {
  readonly parsed?: unknown;
  readonly secrets: readonly string[];
  /** Fields whose secret cannot be read now, as paths; at least one where given. */
  readonly locked?: readonly string[];
  /** As far as they could be read. */
  readonly raw?: unknown;
}

/** Each field by itself: what the fields are together cannot be judged without the locked ones. */
function judgeOpenFields(
  raw: RawMap,
  provider: Provider,
  locked: readonly SettingsPath[],
): readonly z.core.$ZodIssue[] {
  const closed = new Set(locked.map(([key]) => key));
  return (accountFields(provider.account) ?? [])
    .filter(({ key }) => !closed.has(key))
    .flatMap(({ key, schema }) => {
      const { error } = z.safeParse(schema, raw[key]);
      return (error?.issues ?? []).map((issue) => ({ ...issue, path: [key, ...issue.path] }));
    });
}

/** What is expected of a field is told by the page of its provider. */
function withProvider(found: SettingsProblem, { id }: Provider): SettingsProblem {
  const { problem } = found;
  return problem.kind === 'expected' ? { ...found, problem: { ...problem, provider: id } } : found;
}

function readFields(place: Place, provider: Provider, world: AccountsWorld): Fields {
  const { problems } = place;
  const before = problems.length;
  const resolved: Resolved = { texts: [], failed: [], locked: [] };
  const whole = resolveReferences(place, provider, world.resolveSecret, resolved);
  const { provider: _, ...raw } = isMap(whole) ? whole : {};
  const secrets = new Set([...resolved.texts, ...secretTexts(provider.account, raw)]);
  const { locked } = resolved;
  const result = locked.length > 0 ? undefined : provider.account.safeParse(raw);
  if (result?.success) {
    const parsed = result.data;
    for (const text of secretTexts(provider.account, parsed)) secrets.add(text);
    return problems.length === before ? { parsed, secrets: [...secrets] } : { secrets: [] };
  }
  const issues = result?.error.issues ?? judgeOpenFields(raw, provider, locked);
  const found: Place = { value: raw, path: place.path, problems: [] };
  reportIssues(issues, found, provider.account, secrets);
  for (const problem of found.problems) {
    const mark = placeMark({ ...found, path: problem.path });
    const missing = problem.problem.kind === 'missing' ? problem.problem.field : undefined;
    const marks = missing === undefined ? [mark] : [`${mark},${JSON.stringify(missing)}`];
    if (!marks.some((each) => resolved.failed.some((failed) => each.startsWith(failed)))) {
      problems.push(withProvider(problem, provider));
    }
  }
  if (result !== undefined || problems.length > before) return { secrets: [] };
  return { locked: locked.map(fieldPath), raw, secrets: [...secrets] };
}

/** What an account can do as far as its open fields tell; undefined where they do not. */
function guessCapabilities(provider: Provider, raw: unknown): Capabilities | undefined {
  try {
    return capabilitiesOf(provider, raw);
  } catch {
    return undefined;
  }
}

interface Read {
  readonly known: KnownAccount;
  readonly settings?: AccountSettings;
  readonly secrets: readonly string[];
}

function readAccount(place: Place, id: string, world: AccountsWorld): Read {
  const nothing = { known: {}, secrets: [] };
  if (!idForm.test(id) || id === '__proto__') {
    const problem = { kind: 'expected', field: id, expected: 'accountId', found: id } as const;
    report(place, problem, true);
  }
  if (!isMap(place.value)) return expected(place, 'map') ?? nothing;
  const provider = readProvider(place, world.providers);
  if (provider === undefined) {
    if (!Object.hasOwn(place.value, 'provider'))
      readMap(place, accountKeys, Object.keys(place.value));
    return nothing;
  }
  const before = place.problems.length;
  const fields = accountFields(provider.account);
  if (fields !== undefined)
    readMap(
      place,
      accountKeys,
      fields.map(({ key }) => key),
    );
  const { parsed, secrets, locked, raw } = readFields(place, provider, world);
  const name = provider.id;
  if (locked !== undefined && place.problems.length === before) {
    const settings = { id, provider: name, fields: undefined, fingerprint: '', locked };
    const capabilities = guessCapabilities(provider, raw);
    return { known: { provider: name, capabilities }, settings, secrets };
  }
  if (parsed === undefined || place.problems.length > before) {
    return { known: { provider: name }, secrets: [] };
  }
  const capabilities = capabilitiesOf(provider, parsed);
  const fingerprint = world.fingerprint(canonical([name, parsed]));
  return {
    known: {
      provider: name,
      capabilities,
      refuses: (host) => provider.refuses?.(parsed, host),
    },
    settings: { id, provider: name, fields: parsed, fingerprint },
    secrets,
  };
}

/** Reads `accounts`: each by its provider's own schema, references resolved. */
export function readAccounts(place: Place, world: AccountsWorld): Accounts {
  const empty: Accounts = { settings: {}, known: new Map(), secrets: [] };
  if (place.value === undefined) return empty;
  if (!isMap(place.value)) return expected(place, 'map') ?? empty;
  const ids = Object.keys(place.value);
  if (ids.length === 0 && world.allowEmpty !== true)
    report(place, { kind: 'nothing', field: 'accounts' });
  const read = ids.map((id) => [id, readAccount(within(place, id), id, world)] as const);
  return {
    settings: Object.fromEntries(
      read.flatMap(([id, { settings }]) => (settings === undefined ? [] : [[id, settings]])),
    ),
    known: new Map(read.map(([id, { known }]) => [id, known])),
    secrets: read.flatMap(([, { secrets }]) => secrets),
  };
}
