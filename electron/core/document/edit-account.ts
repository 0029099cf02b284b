import type { AccountEntry } from '../../contract/forms.ts';
import { isMap } from '../settings/reader-walk.ts';
import { withValue } from './edit-fields.ts';
import { editOwner, ownersIn, withoutOwner } from './edit-owner.ts';
import { type EditStep, type EditWorld, plainStep, refusedStep } from './edit-step.ts';
import { formFields } from './form-fields.ts';
import { findService } from './form-service.ts';

/** A new account, or one with other values. */
export function editAccount(entry: AccountEntry, isNew: boolean, world: EditWorld): EditStep {
  const { document, kinds, words } = world;
  const all = ownersIn(document, 'accounts');
  const id = entry.id.trim();
  if (!isNew && !(Object.hasOwn(all, id) && isMap(all[id]))) {
    return refusedStep(document, words.accountGone);
  }
  const service = findService(entry.service, kinds.providers);
  if (service === undefined) return refusedStep(document, words.noService);
  const { provider, fixed, fields } = service;
  const { idTaken, enterAgain, accountGone } = words;
  const owner = {
    section: 'accounts',
    head: 'provider',
    kind: provider.id,
    fields: formFields(provider.account),
    fixed,
    asked: fields,
    words: { idTaken, enterAgain, gone: accountGone },
  } as const;
  return editOwner(entry, isNew, owner, world);
}

/** Takes an account out, and its records. */
export function removeAccount(id: string, { document, words }: EditWorld): EditStep {
  if (!Object.hasOwn(ownersIn(document, 'accounts'), id)) {
    return refusedStep(document, words.accountGone);
  }
  const { records } = document;
  const left = Array.isArray(records)
    ? records.filter((each) => !isMap(each) || each.account !== id)
    : records;
  const without = withoutOwner(document, 'accounts', id);
  const none = Array.isArray(left) && left.length === 0;
  return plainStep(withValue(without, ['records'], none ? undefined : left));
}
