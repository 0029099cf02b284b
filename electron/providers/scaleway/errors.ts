import * as z from 'zod';
import { type Failure, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import type { HttpApi } from '../api/http-api.ts';
import { listForm } from '../api/list-form.ts';

const detailForm = z.object({
  argument_name: z.string().nullish(),
  reason: z.string().nullish(),
  help_message: z.string().nullish(),
  action: z.string().nullish(),
  resource: z.string().nullish(),
});
const errorForm = z.object({
  type: z.string().default(''),
  message: z.string().default(''),
  resource: z.string().nullish(),
  details: listForm(detailForm).nullish().catch(undefined),
});

type ScalewayError = z.infer<typeof errorForm>;

function errorIn(reply: Reply | undefined): ScalewayError | undefined {
  if (reply === undefined || reply.status < 400) return undefined;
  return errorForm.safeParse(reply.json).data;
}

/** The key may not do this; it may do other things. */
export function isForbidden(reply: Reply | undefined): boolean {
  return reply?.status === 403 && errorIn(reply)?.type === 'permissions_denied';
}

function textOf({ message, details }: ScalewayError): string {
  const more = (details ?? []).map((each) =>
    [each.argument_name, each.reason, each.help_message, each.action, each.resource]
      .filter(Boolean)
      .join(' '),
  );
  return [message, ...more].filter(Boolean).join('; ');
}

/**
 * What an answer of Scaleway's API says of a failure; undefined where it is none. `scope` is that of
 * a call that is not allowed. https://www.scaleway.com/en/developers/api/
 */
export function scalewayFailure(
  reply: Reply,
  api: HttpApi,
  scope: Failure['scope'],
): Failure | undefined {
  const error = errorIn(reply);
  if (error === undefined) return undefined;
  const says = api.clean(textOf(error));
  if (error.type === 'permissions_denied') return failure('auth', says, { scope });
  if (error.type === 'quotas_exceeded') return failure('plan', says);
  // Another change of the zone is under way: it passes.
  if (error.type === 'transient_state' || reply.status === 423) return failure('server', says);
  if (reply.status === 404) {
    const record = /record/i.test(`${error.resource ?? ''} ${error.type} ${error.message}`);
    return failure(record ? 'recordNotFound' : 'zoneNotFound', says);
  }
  if (reply.status === 412) return failure('conflict', says);
  if (reply.status === 400 && /cname|conflict|already exist/i.test(says)) {
    return failure('conflict', says);
  }
  return api.failureOf(reply, says);
}
