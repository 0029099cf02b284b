import type {
  GeneralForm,
  NetworksForm,
  SourceForm,
  SourcesForm,
  WatchingForm,
} from '../../contract/forms.ts';
import type { SettingsDocument } from '../document.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import type { SettingsPath } from '../settings.ts';
import { withValue } from './edit-fields.ts';
import { type EditStep, type EditWorld, plainStep } from './edit-step.ts';
import { generalForm, watchingForm } from './form-watching.ts';

/** One key of the settings: where it stands, its field, what the form showed and what it says now. */
interface Piece {
  readonly path: readonly string[];
  readonly field: string;
  readonly was: unknown;
  readonly is: unknown;
  /** What it becomes; undefined takes it out. */
  readonly raw: unknown;
  /** What is wrong with a part of it stands beside the whole. */
  readonly whole?: boolean;
}

function change(document: SettingsDocument, pieces: readonly Piece[]): SettingsDocument {
  const differing = pieces.filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is));
  return differing.reduce((changed, { path, raw }) => withValue(changed, path, raw), document);
}

function finder(pieces: readonly Piece[]): (path: SettingsPath) => string | undefined {
  return (path) => {
    const piece = pieces.find((each) => each.path.every((key, at) => key === path[at]));
    if (piece === undefined) return undefined;
    const inner = piece.whole === true ? [] : path.slice(piece.path.length);
    return [piece.field, ...inner].join('/');
  };
}

function filled(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}

function rawSource(source: SourceForm): unknown {
  switch (source.kind) {
    case 'builtIn':
      return source.id;
    case 'url':
      return { url: source.url.trim() };
    case 'interface':
      return { interface: source.name.trim() };
    case 'command':
      return { command: source.command.trim() };
  }
}

function rawSources(sources: SourcesForm): unknown {
  if (sources === 'default') return undefined;
  return sources === 'off' ? sources : sources.map(rawSource);
}

function rawServers(servers: readonly string[] | null): readonly string[] | undefined {
  return servers?.map((server) => server.trim());
}

/** Lines without those left empty; none of them is null. */
function filledLines(text: string | null): readonly string[] | null {
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  const written = lines.filter((line) => line !== '');
  return written.length === 0 ? null : written;
}

function networkPieces(was: NetworksForm, is: NetworksForm): readonly Piece[] {
  const piece = (key: keyof NetworksForm, text: string | null, raw: unknown): Piece => {
    const [path, field] = [['networks', key], `networks/${key}`];
    return { path, field, was: was[key], is: text, raw: raw ?? undefined, whole: true };
  };
  const lines = (key: 'approved' | 'ignore') => {
    const written = filledLines(is[key]);
    return piece(key, written?.join('\n') ?? null, written);
  };
  const bind = filled(is.bind);
  return [
    lines('approved'),
    lines('ignore'),
    piece('bind', bind, bind),
    piece('tunnels', is.tunnels, is.tunnels && true),
  ];
}

/** How the address is watched; a key that the form leaves as it showed it stays as it was. */
export function editWatching(is: WatchingForm, { document }: EditWorld): EditStep {
  const { form: was } = watchingForm(document);
  const time = (key: 'interval' | 'timeout'): Piece => {
    const text = filled(is[key]);
    return { path: [key], field: key, was: was[key], is: text, raw: text ?? undefined };
  };
  const sources = (family: 'ipv4' | 'ipv6'): Piece => ({
    path: ['sources', family],
    field: `sources/${family}`,
    was: was.sources[family],
    is: is.sources[family],
    raw: rawSources(is.sources[family]),
  });
  const servers = (key: 'resolvers' | 'publicResolvers'): Piece => ({
    path: ['verify', key],
    field: key,
    was: was[key],
    is: is[key],
    raw: rawServers(is[key]),
  });
  const pieces = [
    time('interval'),
    time('timeout'),
    sources('ipv4'),
    sources('ipv6'),
    servers('resolvers'),
    servers('publicResolvers'),
    ...networkPieces(was.networks, is.networks),
  ];
  const find = finder(pieces);
  return plainStep(change(document, pieces), ({ path }) => find(path));
}

/** The local interface; its token stays unless another one is entered. */
function apiPiece(was: GeneralForm['api'], is: GeneralForm['api'], document: RawMap): Piece {
  const old = isMap(document.api) ? document.api : {};
  const entered = (key: 'listen' | 'token') => {
    const value = is?.[key];
    if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
    return value === undefined ? undefined : old[key];
  };
  const raw =
    is && withValue(withValue(old, ['listen'], entered('listen')), ['token'], entered('token'));
  return { path: ['api'], field: 'api', was, is, raw: raw ?? undefined };
}

/** What concerns the whole app. */
export function editGeneral(is: GeneralForm, { document, texts, words }: EditWorld): EditStep {
  const { form: was } = generalForm(document, (id) => texts.has(id));
  const proxy = filled(is.proxy);
  const level: Piece = {
    path: ['log', 'level'],
    field: 'logLevel',
    was: was.logLevel,
    is: is.logLevel,
    raw: is.logLevel,
  };
  const pieces: readonly Piece[] = [
    level,
    { path: ['proxy'], field: 'proxy', was: was.proxy, is: proxy, raw: proxy ?? undefined },
    apiPiece(was.api, is.api, document),
  ];
  const find = finder(pieces);
  const plain = plainStep(change(document, pieces), ({ path, problem }) =>
    find(problem.kind === 'missing' ? [...path, problem.field] : path),
  );
  const missing = (['listen', 'token'] as const).filter(
    (key) => is.api !== null && (is.api[key] ?? '') === '',
  );
  const step = {
    ...plain,
    problems: missing.map((key) => ({ field: `api/${key}`, message: words.fill })),
  };
  // Left empty, it would stand for the environment's, which the form offers by its own name.
  if (is.proxy === null || proxy !== null) return step;
  return { ...step, problems: [...step.problems, { field: 'proxy', message: words.fill }] };
}
