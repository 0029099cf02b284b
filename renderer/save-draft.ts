import { nextForm } from './next-form.ts';
import { store } from './store.ts';
import type { DraftUse } from './use-draft.ts';
import type { EditUse } from './use-edit.ts';

/** Saves a form, and tells whether it could. Its draft ends once the new settings are known, so that the old ones never show. */
export async function saveDraft<Value>(edit: EditUse, draft: DraftUse<Value>): Promise<boolean> {
  const revision = store.get().form?.revision;
  const sent = draft.value;
  if (!(await edit.save())) return false;
  await nextForm(revision);
  draft.settle(sent);
  return true;
}
