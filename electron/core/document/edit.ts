import type { SettingsEdit } from '../../contract/forms.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { SettingsDocument } from '../document.ts';
import { type Adopted, takeSecrets } from './adopt.ts';
import { editAccount, removeAccount } from './edit-account.ts';
import { editChannel, removeChannel } from './edit-channel.ts';
import { addRecords, editRecord, removeRecords } from './edit-records.ts';
import type { EditStep, EditWorld } from './edit-step.ts';
import { editGeneral, editWatching } from './edit-watching.ts';
import { type DocumentWorld, type Judged, type Present, readDocument } from './judge.ts';
import type { Kinds } from './owners.ts';
import { sameOwners } from './same.ts';
import { mapTexts, secretId, textsOf } from './texts.ts';

type SetupEdit = Extract<SettingsEdit, { kind: 'setup' }>;

function setUp({ account, isNew, records }: SetupEdit, world: EditWorld): EditStep {
  const first = editAccount(account, isNew, world);
  // Without the account, what is wrong with its records is beside the point.
  if (first.problems.some(({ field }) => field === '')) return first;
  const second = addRecords({ ...records, account: account.id.trim() }, first);
  return {
    ...first,
    document: second.document,
    problems: first.problems.map((each) => ({
      ...each,
      field: each.field === '' ? '' : `account/${each.field}`,
    })),
    fieldOf(found) {
      const [own, others] = [first.fieldOf(found), second.fieldOf(found)];
      if (own !== undefined) return `account/${own}`;
      // The records' account is the one that is set up.
      if (others === 'account') return 'account/id';
      return others === undefined ? undefined : `records/${others}`;
    },
  };
}

function stepOf(edit: SettingsEdit, world: EditWorld): EditStep {
  switch (edit.kind) {
    case 'account':
      return editAccount(edit.account, edit.isNew, world);
    case 'removeAccount':
      return removeAccount(edit.id, world);
    case 'channel':
      return editChannel(edit.channel, edit.isNew, world);
    case 'removeChannel':
      return removeChannel(edit.id, world);
    case 'addRecords':
      return addRecords(edit.records, world);
    case 'record':
      return editRecord(edit.was, edit.record, world);
    case 'removeRecords':
      return removeRecords(edit.places, world);
    case 'watching':
      return editWatching(edit.watching, world);
    case 'general':
      return editGeneral(edit.general, world);
    case 'setup':
      return setUp(edit, world);
  }
}

/**
 * What an edit makes of the settings. The document of a step that has problems of its own, such as a
 * secret that may not stay, must not be used further than to look for more of them.
 */
export function applyEdit(
  edit: SettingsEdit,
  present: Omit<EditWorld, 'words' | 'kinds'>,
  kinds: Kinds,
  language: Language,
): EditStep {
  const words = catalogue(language).edits;
  return stepOf(edit, { ...present, kinds, words });
}

/** The document with the entered secrets taken out. The others are in the places that they had. */
function adoptStep({ document, fresh }: EditStep, kinds: Kinds): Adopted {
  const taken = takeSecrets(document, kinds);
  const entered = new Map([...taken.fresh, ...fresh]);
  const references = textsOf(document, kinds).filter(({ kind }) => kind === 'secret');
  const kept = references.map(secretId).filter((id) => !entered.has(id));
  return { document: taken.document, fresh: entered, kept: new Set(kept) };
}

/** What the settings' reader says to what an edit makes of the settings. */
export function judgeStep(
  step: EditStep,
  { texts }: Pick<Present, 'texts'>,
  world: DocumentWorld,
): Judged {
  return readDocument(adoptStep(step, world), texts, world);
}

/**
 * As {@link judgeStep}, before anybody agreed to it: what an account or channel that changes reads from
 * elsewhere stays closed. One that stays may read it as ever.
 */
export function tryStep(step: EditStep, present: Present, world: DocumentWorld): Judged {
  const same = sameOwners(toldDocument(step, world), present.document, world);
  const adopted = adoptStep(step, world);
  const document = mapTexts(adopted.document, world, ({ owner, kind }) =>
    same.has(owner.key) || (kind !== 'env' && kind !== 'file') ? undefined : { sealed: kind },
  );
  return readDocument({ ...adopted, document }, present.texts, world, 'wait');
}

/**
 * The document that tells what an edit would run and read: secrets alone bring nothing new. Else what
 * was entered stands there as it is, so that it counts as a change wherever it is kept.
 */
export function toldDocument(
  { document, fresh, steady }: EditStep,
  kinds: Kinds,
): SettingsDocument {
  if (steady) return takeSecrets(document, kinds).document;
  return mapTexts(document, kinds, (text) =>
    text.kind === 'secret' ? fresh.get(secretId(text)) : undefined,
  );
}
