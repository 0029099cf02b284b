import type {
  GeneralForm,
  NetworksForm,
  SourceForm,
  SourcesForm,
  WatchingForm,
} from '../../contract/forms.ts';
import type { SettingsDocument } from '../document.ts';
import { referenceKind } from '../settings/reader-secrets.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { defaultLogLevel, logLevels } from '../settings/schema.ts';
import { ownerKey } from './owners.ts';
import { secretIdAt } from './texts.ts';

/** A part of the settings as a form shows it. */
interface Shown<Form> {
  readonly form: Form;
  /** Something in it has no place in the form. */
  readonly odd: boolean;
}

/** Undefined for what a form cannot show. */
function showText(value: unknown): string | null | undefined {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : undefined;
}

function showSource(value: unknown): SourceForm | undefined {
  if (typeof value === 'string') return { kind: 'builtIn', id: value };
  const [[kind, text] = [], ...more] = isMap(value) ? Object.entries(value) : [];
  if (typeof text !== 'string' || more.length > 0) return undefined;
  if (kind === 'url') return { kind, url: text };
  if (kind === 'interface') return { kind, name: text };
  return kind === 'command' ? { kind, command: text } : undefined;
}

function showSources(value: unknown): SourcesForm | undefined {
  if (value === undefined) return 'default';
  // YAML 1.1 tools write `off` as false.
  if (value === 'off' || value === false) return 'off';
  const sources = (Array.isArray(value) ? value : [value]).map(showSource);
  const known = sources.filter((source) => source !== undefined);
  return known.length === sources.length ? known : undefined;
}

function showTexts(value: unknown): readonly string[] | null | undefined {
  if (value === undefined) return null;
  const texts = Array.isArray(value) ? value : [value];
  const known = texts.filter((text) => typeof text === 'string');
  return known.length === texts.length ? known : undefined;
}

function section(value: unknown): RawMap | undefined {
  return value === undefined ? {} : isMap(value) ? value : undefined;
}

function showLines(value: unknown): string | null | undefined {
  const texts = showTexts(value);
  return texts === null || texts?.length === 0 ? null : texts?.join('\n');
}

function networksForm(value: unknown): Shown<NetworksForm> {
  const networks = section(value);
  const approved = showLines(networks?.approved);
  const ignore = showLines(networks?.ignore);
  const bind = showText(networks?.bind);
  const tunnels = networks?.tunnels ?? false;
  return {
    form: {
      approved: approved ?? null,
      ignore: ignore ?? null,
      bind: bind ?? null,
      tunnels: tunnels === true ? 'true' : null,
    },
    odd: typeof tunnels !== 'boolean' || [networks, approved, ignore, bind].includes(undefined),
  };
}

export function watchingForm(document: SettingsDocument): Shown<WatchingForm> {
  const sources = section(document.sources);
  const verify = section(document.verify);
  const interval = showText(document.interval);
  const timeout = showText(document.timeout);
  const ipv4 = showSources(sources?.ipv4);
  const ipv6 = showSources(sources?.ipv6);
  const resolvers = showTexts(verify?.resolvers);
  const publicResolvers = showTexts(verify?.publicResolvers);
  const networks = networksForm(document.networks);
  const shown = [sources, verify, interval, timeout, ipv4, ipv6, resolvers, publicResolvers];
  return {
    form: {
      interval: interval ?? null,
      timeout: timeout ?? null,
      sources: { ipv4: ipv4 ?? 'default', ipv6: ipv6 ?? 'default' },
      resolvers: resolvers ?? null,
      publicResolvers: publicResolvers ?? null,
      networks: networks.form,
    },
    odd: networks.odd || shown.includes(undefined),
  };
}

/** A token is shown as far as it is there, wherever it comes from. */
function apiForm(api: unknown, isKept: (id: string) => boolean): GeneralForm['api'] | undefined {
  if (api === undefined) return null;
  if (!isMap(api)) return undefined;
  const { token } = api;
  const listen = typeof api.listen === 'number' ? String(api.listen) : api.listen;
  if (typeof listen !== 'string') return undefined;
  const kind = isMap(token) ? referenceKind(token) : undefined;
  const id = secretIdAt(ownerKey('api', ''), ['token']);
  const there = kind === 'env' || kind === 'file' || (kind === 'secret' && isKept(id));
  return { listen, ...(there && { token: { keep: true } }) };
}

export function generalForm(
  document: SettingsDocument,
  isKept: (id: string) => boolean,
): Shown<GeneralForm> {
  const log = section(document.log);
  const level = log?.level;
  const known = logLevels.find((each) => each === level);
  // As with sources.
  const proxy = document.proxy === false ? 'off' : showText(document.proxy);
  const api = apiForm(document.api, isKept);
  const oddLog = log === undefined || (level !== undefined && known === undefined);
  return {
    form: { logLevel: known ?? defaultLogLevel, proxy: proxy ?? null, api: api ?? null },
    odd: oddLog || proxy === undefined || api === undefined,
  };
}
