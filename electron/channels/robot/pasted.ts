import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { saying } from '../../core/issue.ts';
import type { FieldMeta } from '../../core/provider.ts';
import { webUrl } from '../api/web-url.ts';

/** Reads what a service shows as one address, of which people copy the whole or only the key. */
export interface PastedForm<Key> {
  /** From the whole address; undefined where it is another one. */
  readonly fromUrl: (url: URL) => Key | undefined;
  /** From the key alone. */
  readonly fromKey: (text: string) => Key | undefined;
}

/** What was pasted; undefined where it is neither. */
function readPasted<Key>(text: string, form: PastedForm<Key>): Key | undefined {
  if (!text.includes('/')) return form.fromKey(text);
  const url = webUrl(text);
  return url && form.fromUrl(url);
}

/** A secret field for either. */
export function pastedField<Key>(
  form: PastedForm<Key>,
  problem: Localized,
  meta: FieldMeta,
): z.ZodString {
  return z
    .string()
    .refine((text) => readPasted(text, form) !== undefined, saying(problem))
    .meta({ ...meta, secret: true });
}

/** What was pasted into a field that was checked. */
export function pastedKey<Key>(text: string, form: PastedForm<Key>): Key {
  const key = readPasted(text, form);
  if (key === undefined) throw new Error('an account that was not checked');
  return key;
}
