import type { Fingerprint } from '../ports.ts';
import { capabilitiesOf, type Provider } from '../provider.ts';
import type { AccountSettings } from '../settings.ts';
import { reportIssues } from './reader-issues.ts';
import type { KnownAccount } from './reader-records.ts';
import {
  placeMark,
  type Resolved,
  type ResolveSecret,
  resolveReferences,
} from './reader-secrets.ts';
import { expected, isMap, type Place, readMap, report, within } from './reader-walk.ts';
import { accountFields, secretTexts } from './schema-fields.ts';
import { accountKeys } from './schema-records.ts';

export interface AccountsWorld {
  readonly providers: readonly Provider[];
  readonly resolveSecret: ResolveSecret;
  readonly fingerprint: Fingerprint;
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
  const known = providers.map(({ id }) => id);
  return report(inner, { kind: 'unknownProvider', provider: inner.value, known });
}

interface Fields {
  readonly parsed?: unknown;
  readonly secrets: readonly string[];
}

function readFields(place: Place, provider: Provider, world: AccountsWorld): Fields {
  const { problems } = place;
  const before = problems.length;
  const resolved: Resolved = { texts: [], failed: [] };
  const whole = resolveReferences(place, world.resolveSecret, resolved);
  const { provider: _, ...raw } = isMap(whole) ? whole : {};
  const secrets = new Set([...resolved.texts, ...secretTexts(provider.account, raw)]);
  const result = provider.account.safeParse(raw);
  if (result.success) {
    const parsed = result.data;
    for (const text of secretTexts(provider.account, parsed)) secrets.add(text);
    return problems.length === before ? { parsed, secrets: [...secrets] } : { secrets: [] };
  }
  const found: Place = { value: raw, path: place.path, problems: [] };
  reportIssues(result.error.issues, found, provider.account, secrets);
  for (const problem of found.problems) {
    const mark = placeMark({ ...found, path: problem.path });
    const missing = problem.problem.kind === 'missing' ? problem.problem.field : undefined;
    const marks = missing === undefined ? [mark] : [`${mark},${JSON.stringify(missing)}`];
    if (!marks.some((each) => resolved.failed.some((failed) => each.startsWith(failed)))) {
      problems.push(problem);
    }
  }
  return { secrets: [] };
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
  const { parsed, secrets } = readFields(place, provider, world);
  const name = provider.id;
  if (parsed === undefined || place.problems.length > before) {
    return { known: { provider: name }, secrets: [] };
  }
  const capabilities = capabilitiesOf(provider, parsed);
  const fingerprint = world.fingerprint(canonical([name, parsed]));
  return {
    known: { provider: name, capabilities },
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
  if (ids.length === 0) report(place, { kind: 'nothing', field: 'accounts' });
  const read = ids.map((id) => [id, readAccount(within(place, id), id, world)] as const);
  return {
    settings: Object.fromEntries(
      read.flatMap(([id, { settings }]) => (settings === undefined ? [] : [[id, settings]])),
    ),
    known: new Map(read.map(([id, { known }]) => [id, known])),
    secrets: read.flatMap(([, { secrets }]) => secrets),
  };
}
