import type { AccountEntry, FieldProblem } from '../../contract/forms.ts';
import type { SettingsDocument } from '../document.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import type { SettingsProblem } from '../settings.ts';
import { areKnown, fillAccount, withValue } from './edit-fields.ts';
import { judgeSecrets } from './edit-secrets.ts';
import { type EditStep, type EditWorld, plainStep, refusedStep } from './edit-step.ts';
import { valueAt } from './form-account.ts';
import { type FormField, formPath } from './form-fields.ts';
import { ownerKey } from './owners.ts';
import { secretId, textsOf } from './texts.ts';

type Section = 'accounts' | 'channels';

/** What an account or a channel is, and what is said of it. */
export interface OwnerKind {
  readonly section: Section;
  /** The key that says which kind it is, and what it says. */
  readonly head: string;
  readonly kind: string;
  readonly fields: readonly FormField[];
  /** Values that the choice of the kind decides, by path. */
  readonly fixed: Readonly<Record<string, string>>;
  /** The fields that are asked. */
  readonly asked: readonly FormField[];
  readonly words: {
    readonly idTaken: (id: string) => string;
    readonly enterAgain: string;
    readonly gone: string;
  };
}

export function ownersIn(document: SettingsDocument, section: Section): RawMap {
  const all = document[section];
  return isMap(all) ? all : {};
}

function withOwner(
  document: SettingsDocument,
  section: Section,
  id: string,
  raw: RawMap,
): SettingsDocument {
  const all = document[section] ?? undefined;
  // What stands in the place of the section is for the reader to tell.
  if (all !== undefined && !isMap(all)) return document;
  const others = Object.entries(all ?? {}).map(
    ([each, old]) => [each, each === id ? raw : old] as const,
  );
  const known = others.some(([each]) => each === id);
  return { ...document, [section]: Object.fromEntries(known ? others : [...others, [id, raw]]) };
}

/** What a name of the user's own is expected to be. */
const ids: readonly unknown[] = ['accountId', 'channelId'];

function fieldFinder(id: string, { section, asked }: OwnerKind): EditStep['fieldOf'] {
  return ({ path: [top, owner, ...inner], problem }: SettingsProblem) => {
    if (top !== section || owner !== id) return undefined;
    if (problem.kind === 'expected' && ids.includes(problem.expected)) return 'id';
    const path = [...inner, ...(problem.kind === 'missing' ? [problem.field] : [])].map(String);
    const field = asked.find((each) => each.path.every((key, at) => key === path[at]));
    if (field?.kind.kind === 'pairs') return formPath(path);
    if (field !== undefined) return formPath(field.path);
    // Which host it is about is asked in the one of the two fields that there is.
    const server = asked.find((each) => formPath(each.path) === 'server');
    return path[0] === 'preset' ? server && formPath(server.path) : undefined;
  };
}

function isSet(raw: RawMap, { path }: FormField): boolean {
  return valueAt(raw, path) !== undefined;
}

/** Fields that are kept secret in the settings though their kind does not say so, filled in. */
function coverPlaces(
  key: string,
  owner: RawMap,
  entered: readonly (readonly string[])[],
  { document, kinds }: EditWorld,
): Pick<EditStep, 'fresh'> & { readonly covered: RawMap } {
  const fresh = new Map<string, string>();
  const covered = textsOf(document, kinds)
    .filter((text) => text.owner.key === key && text.kind === 'secret' && !text.secret)
    .filter((text) => entered.some((path) => formPath(path) === text.path.join('/')))
    .reduce((changed, text) => {
      const path = text.path.map(String);
      const value = valueAt(changed, path);
      if (typeof value !== 'string') return changed;
      fresh.set(secretId(text), value);
      return withValue(changed, path, { secret: secretId(text) });
    }, owner);
  return { covered, fresh };
}

/** A new account or channel, or one with other values. */
export function editOwner(
  entry: AccountEntry,
  isNew: boolean,
  owner: OwnerKind,
  world: EditWorld,
): EditStep {
  const { document, words } = world;
  const { section, head, fields } = owner;
  const id = entry.id.trim();
  const all = ownersIn(document, section);
  const present = Object.hasOwn(all, id) ? all[id] : undefined;
  if (!isNew && !isMap(present)) return refusedStep(document, owner.words.gone);
  const old = !isNew && isMap(present) ? present : { [head]: owner.kind };
  if (old[head] !== owner.kind) return refusedStep(document, words.changedElsewhere);
  const values = { ...entry.values, ...owner.fixed };
  if (!areKnown(values, fields)) return refusedStep(document, words.changedElsewhere);
  const key = ownerKey(section, id);
  const filled = fillAccount(old, values, fields);
  const { covered, fresh } = coverPlaces(key, filled.account, isNew ? [] : filled.entered, world);
  const next = withOwner(document, section, id, covered);
  const empty = owner.asked.filter((field) => field.required && !isSet(covered, field));
  const fill = [...empty.map(({ path }) => path), ...filled.absent];
  const missing = fill.map((path) => ({ field: formPath(path), message: words.fill }));
  const taken: readonly FieldProblem[] =
    isNew && present !== undefined ? [{ field: 'id', message: owner.words.idTaken(id) }] : [];
  const secrets = isNew
    ? undefined
    : judgeSecrets(key, next, filled, owner.words.enterAgain, world);
  return {
    ...plainStep(next, fieldFinder(id, owner)),
    fresh,
    steady: secrets?.steady === true,
    problems: [...taken, ...missing, ...(secrets?.problems ?? [])],
  };
}

/** The document without it. */
export function withoutOwner(
  document: SettingsDocument,
  section: Section,
  id: string,
): SettingsDocument {
  return withValue(document, [section, id], undefined);
}
