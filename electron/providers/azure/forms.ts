import * as z from 'zod';
import { listForm } from '../api/list-form.ts';

/** A page of a list; `next` is the address of the following one. */
export function pageForm<Item>(item: z.ZodType<Item>) {
  return z
    .object({ value: listForm(item), nextLink: z.string().nullish() })
    .transform(({ value, nextLink }) => ({ value, next: nextLink || undefined }));
}

export const zoneForm = z.object({
  name: z.string(),
  properties: z.object({ zoneType: z.string().nullish() }).nullish(),
});

/** "RecordSet", version 2018-05-01. */
export const setForm = z.object({
  name: z.string(),
  type: z.string(),
  etag: z.string().nullish(),
  properties: z.object({
    TTL: z.number().nullish(),
    metadata: z.record(z.string(), z.unknown()).nullish(),
    ARecords: listForm(z.object({ ipv4Address: z.string() })).nullish(),
    AAAARecords: listForm(z.object({ ipv6Address: z.string() })).nullish(),
    CNAMERecord: z.object({ cname: z.string().nullish() }).nullish(),
    targetResource: z.object({ id: z.string().nullish() }).nullish(),
  }),
});

const errorForm = z.object({ code: z.string(), message: z.string().default('') });

/** The Resource Manager wraps its errors in `error`; those of the DNS service come bare. */
export const anyErrorForm = z.union([
  z.object({ error: errorForm }).transform(({ error }) => error),
  errorForm,
]);

export const tokenForm = z.object({ access_token: z.string().min(1) });

export const tokenErrorForm = z.object({
  error: z.string(),
  error_description: z.string().default(''),
});
