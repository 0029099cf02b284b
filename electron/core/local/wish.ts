import * as z from 'zod';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';

const schema = z.strictObject({
  force: z.boolean().optional(),
  dryRun: z.boolean().optional(),
  records: z.array(z.string().max(300)).max(1000).optional(),
});

/** The body of `POST /api/update`. */
export interface UpdateWish {
  /** Lifts stops, and looks at every record now. */
  readonly force?: boolean | undefined;
  /** Only tells what would be written. */
  readonly dryRun?: boolean | undefined;
  /** Only records of these names. */
  readonly records?: readonly string[] | undefined;
}

/** Reads the body; an empty one wishes for nothing special. A text says what is wrong with it. */
export function readWish(body: string, language: Language): UpdateWish | string {
  if (body === '') return {};
  const { errors, body: form } = catalogue(language).local;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return errors.badRequest;
  }
  const read = schema.safeParse(value);
  return read.success ? read.data : `${errors.badRequest} ${form}`;
}
