import type { AccountEntry, FieldProblem } from '../../contract/forms.ts';
import type { SettingsDocument } from '../document.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import type { SettingsProblem } from '../settings.ts';
import { areKnown, fillAccount, withValue } from './edit-fields.ts';
import { judgeSecrets } from './edit-secrets.ts';
import { type EditStep, type EditWorld, plainStep, refusedStep } from './edit-step.ts';
import { valueAt } from './form-account.ts';
import { type FormField, formFields, formPath } from './form-fields.ts';
import { findService, type Service } from './form-service.ts';
import { secretId, textsOf } from './texts.ts';

function accountsOf({ accounts }: SettingsDocument): RawMap {
  return isMap(accounts) ? accounts : {};
}

function withAccount(document: SettingsDocument, id: string, account: RawMap): SettingsDocument {
  // What stands in the place of the accounts is for the reader to tell.
  if ((document.accounts ?? undefined) !== undefined && !isMap(document.accounts)) return document;
  const others = Object.entries(accountsOf(document)).map(
    ([each, old]) => [each, each === id ? account : old] as const,
  );
  const known = others.some(([each]) => each === id);
  return {
    ...document,
    accounts: Object.fromEntries(known ? others : [...others, [id, account]]),
  };
}

function fieldFinder(id: string, { fields }: Pick<Service, 'fields'>): EditStep['fieldOf'] {
  return ({ path: [top, account, ...inner], problem }: SettingsProblem) => {
    if (top !== 'accounts' || account !== id) return undefined;
    if (problem.kind === 'expected' && problem.expected === 'accountId') return 'id';
    const path = [...inner, ...(problem.kind === 'missing' ? [problem.field] : [])].map(String);
    const field = fields.find((each) => each.path.every((key, at) => key === path[at]));
    if (field?.kind.kind === 'pairs') return formPath(path);
    if (field !== undefined) return formPath(field.path);
    // Which host it is about is asked in the one of the two fields that there is.
    const asked = fields.find((each) => formPath(each.path) === 'server');
    return path[0] === 'preset' ? asked && formPath(asked.path) : undefined;
  };
}

function isSet(account: RawMap, { path }: FormField): boolean {
  return valueAt(account, path) !== undefined;
}

/** Fields that are kept secret in the settings though their provider does not say so, filled in. */
function coverPlaces(
  id: string,
  account: RawMap,
  entered: readonly (readonly string[])[],
  { document, providers }: EditWorld,
): Pick<EditStep, 'fresh'> & { readonly account: RawMap } {
  const fresh = new Map<string, string>();
  const covered = textsOf(document, providers)
    .filter((text) => text.account === id && text.kind === 'secret' && !text.secret)
    .filter((text) => entered.some((path) => formPath(path) === text.path.join('/')))
    .reduce((changed, text) => {
      const path = text.path.map(String);
      const value = valueAt(changed, path);
      if (typeof value !== 'string') return changed;
      fresh.set(secretId(text), value);
      return withValue(changed, path, { secret: secretId(text) });
    }, account);
  return { account: covered, fresh };
}

/** A new account, or one with other values. */
export function editAccount(entry: AccountEntry, isNew: boolean, world: EditWorld): EditStep {
  const { document, providers, words } = world;
  const id = entry.id.trim();
  const present = Object.hasOwn(accountsOf(document), id) ? accountsOf(document)[id] : undefined;
  if (!isNew && !isMap(present)) return refusedStep(document, words.accountGone);
  const service = findService(entry.service, providers);
  if (service === undefined) return refusedStep(document, words.noService);
  const { provider, fixed } = service;
  const old = !isNew && isMap(present) ? present : { provider: provider.id };
  if (old.provider !== provider.id) return refusedStep(document, words.changedElsewhere);
  const values = { ...entry.values, ...fixed };
  const fields = formFields(provider.account);
  if (!areKnown(values, fields)) return refusedStep(document, words.changedElsewhere);
  const filled = fillAccount(old, values, fields);
  const cover = coverPlaces(id, filled.account, isNew ? [] : filled.entered, world);
  const next = withAccount(document, id, cover.account);
  const empty = service.fields.filter((field) => field.required && !isSet(cover.account, field));
  const fill = [...empty.map(({ path }) => path), ...filled.absent];
  const missing = fill.map((path) => ({ field: formPath(path), message: words.fill }));
  const taken: readonly FieldProblem[] =
    isNew && present !== undefined ? [{ field: 'id', message: words.idTaken(id) }] : [];
  const secrets = isNew ? undefined : judgeSecrets(id, next, filled, world);
  return {
    ...plainStep(next, fieldFinder(id, service)),
    fresh: cover.fresh,
    steady: secrets?.steady === true,
    problems: [...taken, ...missing, ...(secrets?.problems ?? [])],
  };
}

/** Takes an account out, and its records. */
export function removeAccount(id: string, { document, words }: EditWorld): EditStep {
  const accounts = accountsOf(document);
  if (!Object.hasOwn(accounts, id)) return refusedStep(document, words.accountGone);
  const { records } = document;
  const left = Array.isArray(records)
    ? records.filter((each) => !isMap(each) || each.account !== id)
    : records;
  const without = withValue(document, ['accounts', id], undefined);
  const none = Array.isArray(left) && left.length === 0;
  return plainStep(withValue(without, ['records'], none ? undefined : left));
}
