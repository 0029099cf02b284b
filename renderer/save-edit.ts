import type { SettingsEdit } from '../electron/contract/forms.ts';
import type { Reply } from '../electron/contract/ipc.ts';
import { ask } from './ask.ts';

/** Saves an edit that has no form: what is wrong with it is one sentence, as for any failed request. */
export async function saveEdit(edit: SettingsEdit): Promise<Reply<null>> {
  const reply = await ask('saveEdit', { edit });
  if (!reply.ok) return reply;
  if (reply.value.saved) return { ok: true, value: null };
  return { ok: false, message: reply.value.problems.map(({ message }) => message).join(' ') };
}
