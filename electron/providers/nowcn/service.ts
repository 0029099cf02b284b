import * as z from 'zod';
import type { Name } from '../../core/name.ts';
import type { Failure } from '../../core/outcome.ts';
import type { ProviderContext } from '../../core/provider.ts';
import { ApiFailure, failureIn } from '../api/api-failure.ts';
import { httpApi } from '../api/http-api.ts';
import { listForm } from '../api/list-form.ts';
import { looseNumber, looseText } from '../api/loose-form.ts';
import { hostOf, relativeTo } from '../api/names.ts';
import type { HeldRecord, WantedRecord } from '../api/record-plan.ts';
import type { RecordService } from '../api/record-service.ts';
import type { Zone } from '../api/zone-search.ts';
import { sortedQuerySigner } from '../signing/sorted-query.ts';
import { explainNowcn } from './errors.ts';

interface NowcnOptions {
  /** Such as `api.now.cn`. */
  readonly host: string;
  readonly accessInstanceId: string;
  readonly secret: string;
  /** The registered domains; the API does not list them. */
  readonly domains: readonly Name[];
}

/** Keys come as `Host` and as `host`. */
const keysLowered = z
  .record(z.string(), z.unknown())
  .transform((value) =>
    Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each])),
  );

const recordForm = keysLowered.pipe(
  z.object({
    id: looseText,
    host: z.string(),
    type: z.string(),
    value: z.string(),
    ttl: looseNumber,
  }),
);
const recordsForm = keysLowered.pipe(z.object({ data: listForm(recordForm).nullish() }));
const doneForm = z.looseObject({});

type Query = Readonly<Record<string, string | number>>;

/** The API that now.cn, Eranet and TNET share, https://www.todaynic.com/docApi/. */
export function nowcnService(options: NowcnOptions, context: ProviderContext): RecordService {
  const { host, accessInstanceId, secret, domains } = options;
  const nonce = () => `${context.clock.now()}${Math.floor(context.random() * 1e9)}`;
  const api = httpApi(
    {
      base: `https://${host}/api/Dns`,
      secrets: [secret],
      sign: sortedQuerySigner({ accessInstanceId, secret, nonce }),
      explain: (reply, own) => explainNowcn(reply, own, context.clock.now()),
    },
    context,
  );

  const look = async (zone: Zone, type: string, at: string) => {
    const query = { Domain: zone.id, Type: type, Host: at };
    const call = { method: 'GET', path: '/DescribeRecordIndex', query } as const;
    return (await api.read(call, recordsForm)).data ?? [];
  };

  /** What changes something is a GET too. */
  async function order(action: string, query: Query): Promise<undefined> {
    await api.read({ method: 'GET', path: `/${action}`, query, write: true }, doneForm);
    return undefined;
  }

  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    Domain: zone.id,
    Host: hostOf(name, zone.name, '@'),
    Type: type,
    Value: value,
    // The API wants one, and does not promise to show it.
    Ttl: ttl ?? defaultTtl,
  });

  const zones = domains.map((name): Zone => ({ id: name, name }));

  return {
    newTtl: defaultTtl,
    async list() {
      const answers = [];
      for (const zone of zones) {
        answers.push(
          await look(zone, 'A', '@').then(
            () => zone,
            (error: unknown) => failureIn(error),
          ),
        );
      }
      const failures = answers.filter((answer): answer is Failure => 'kind' in answer);
      const lasting = failures.find(({ scope }) => scope === 'account');
      const why = lasting ?? (failures.length === zones.length ? failures[0] : undefined);
      if (why !== undefined) throw new ApiFailure(why);
      return answers.filter((answer): answer is Zone => !('kind' in answer));
    },
    find: async (name) => zones.find((zone) => zone.name === name),
    reader: {
      by: 'type',
      get: async (zone, name, type) =>
        (await look(zone, type, hostOf(name, zone.name, '@'))).map(
          (record): HeldRecord => ({ ...record, name: relativeTo(record.host, zone.name) }),
        ),
    },
    update: (zone, held, to) => order('UpdateDomainRecord', { Id: held.id, ...valuesOf(zone, to) }),
    create: (zone, to) => order('AddDomainRecord', valuesOf(zone, to)),
    remove: (zone, held) => order('DeleteDomainRecord', { Id: held.id, Domain: zone.id }),
  };
}

const defaultTtl = 600;
