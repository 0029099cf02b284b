import * as z from 'zod';
import { failure } from '../../core/outcome.ts';
import { listForm } from '../api/list-form.ts';
import { wireName } from '../api/names.ts';
import type { HeldSet } from '../api/set-plan.ts';

/** A record in the list of its zone: without its answers' metadata and its filters. */
const listedForm = z.object({
  domain: z.string(),
  type: z.string(),
  ttl: z.number().nullish(),
  short_answers: listForm(z.unknown()).nullish(),
});
export const listForms = z.object({ records: listForm(listedForm).nullish() });

/** An answer has more fields (`meta`, `region`, `feeds`), which go back as they came. */
const answerForm = z.looseObject({ answer: listForm(z.unknown()) });
export const recordForm = z.object({
  domain: z.string(),
  type: z.string(),
  ttl: z.number().nullish(),
  link: z.string().nullish(),
  answers: listForm(answerForm).nullish(),
  filters: listForm(z.unknown()).nullish(),
});
/** A record as its zone lists it: without `extra`, since its metadata is not shown there. */
export function listedSet({
  domain,
  type,
  ttl,
  short_answers,
}: z.infer<typeof listedForm>): HeldSet {
  const values = (short_answers ?? []).map(String);
  return { name: wireName(domain), type, ttl: ttl ?? undefined, values };
}

/** A record as it shows itself; the fields of its first answer go back. */
export function heldSet(answer: z.infer<typeof recordForm>): HeldSet {
  const { domain, type, ttl, answers } = answer;
  const blocked = blockedBy(answer);
  const [first] = answers ?? [];
  return {
    name: wireName(domain),
    type,
    ttl: ttl ?? undefined,
    values: (answers ?? []).map((each) => String(each.answer[0] ?? '')),
    extra: { ...first },
    ...(blocked === undefined ? {} : { blocked }),
  };
}

/** One address in place of answers that are chosen from would undo the choice. */
function blockedBy({ domain, link, answers, filters }: z.infer<typeof recordForm>) {
  if (link) {
    return failure('conflict', {
      en: `${domain} is linked to ${link}`,
      'zh-CN': `${domain} 已链接到 ${link}`,
    });
  }
  if (!filters?.length || (answers?.length ?? 0) < 2) return undefined;
  return failure('conflict', {
    en: `${domain} has a filter chain that chooses among several answers`,
    'zh-CN': `${domain} 设有在多个应答中选择的过滤链（filter chain）`,
  });
}
