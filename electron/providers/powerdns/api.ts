import * as z from 'zod';
import type { Name } from '../../core/name.ts';
import { type Failure, failure } from '../../core/outcome.ts';
import type { ProviderContext } from '../../core/provider.ts';
import type { Reply } from '../../core/reply.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { type ApiCall, encodePart } from '../api/call.ts';
import { type HttpApi, httpApi } from '../api/http-api.ts';
import { listForm } from '../api/list-form.ts';
import type { Zone, ZoneSource } from '../api/zone-search.ts';

const zoneForm = z.object({
  /** Opaque, and safe in a URL by the documentation's word. */
  id: z.string().regex(/^(?!\.{1,2}$)[\w.=*~-]+$/),
  name: z.string(),
});

const rrsetForm = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.number(),
  records: listForm(z.object({ content: z.string(), disabled: z.boolean().default(false) })),
});

const zoneDetailForm = z.object({ kind: z.string(), rrsets: listForm(rrsetForm) });

/** All records of one name and type. `ttl` in seconds; `name` with its final dot. */
export type Rrset = z.output<typeof rrsetForm>;

export interface ZoneContent {
  /** `Native`, `Master`, `Slave` … */
  readonly kind: string;
  readonly rrsets: readonly Rrset[];
}

/** The few calls of the API that are needed. Each rejects with {@link ApiFailure}. */
export interface PowerdnsApi extends ZoneSource {
  /** All of a zone, or only what has one name (servers before 4.6 answer with all of it). */
  content(zone: Zone, name?: Name): Promise<ZoneContent>;
  /** Replaces whole sets, all or none. An omitted comment stays ("Zones", RRSet object). */
  replace(zone: Zone, rrsets: readonly Rrset[]): Promise<void>;
}

export interface PowerdnsAccount {
  /** Where the web server listens, with or without `/api/v1`. */
  readonly url: string;
  readonly serverId: string;
  readonly apiKey: string;
}

export function absolute(name: Name): string {
  return `${name}.`;
}

function relative(name: string): Name {
  return name.replace(/\.$/, '').toLowerCase();
}

function apiBase(url: string): string {
  const bare = url.replace(/\/+$/, '');
  return bare.endsWith('/api/v1') ? bare : `${bare}/api/v1`;
}

/** The server's own words: `{"error": …}` with 400 and 422, plain text otherwise. */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  if (reply.status === 404) {
    return failure('zoneNotFound', {
      en: `${reply.host} answered that it is not there (status 404)`,
      'zh-CN': `${reply.host} 答复说不存在（状态码 404）`,
    });
  }
  const parsed = z.object({ error: z.string() }).safeParse(reply.json);
  if (!parsed.success || reply.status < 300 || reply.status >= 500) return undefined;
  const says = api.clean(parsed.data.error);
  if (/could not find domain/i.test(says)) return failure('zoneNotFound', says);
  if (reply.status === 422 && /conflict/i.test(says)) return failure('conflict', says);
  return api.failureOf(reply, says);
}

/** The API of an authoritative PowerDNS server, https://doc.powerdns.com/authoritative/http-api/. */
export function powerdnsApi(account: PowerdnsAccount, context: ProviderContext): PowerdnsApi {
  const { url, serverId, apiKey } = account;
  const api = httpApi(
    {
      base: `${apiBase(url)}/servers/${encodePart(serverId)}`,
      headers: { 'x-api-key': apiKey },
      secrets: [apiKey],
      explain,
    },
    context,
  );

  /** `dnssec=false` spares the server a look at each zone's keys. */
  async function zones(filter: Record<string, string>): Promise<Zone[]> {
    const query = { ...filter, dnssec: 'false' };
    const answer = await api
      .read({ method: 'GET', path: '/zones', query }, listForm(zoneForm))
      .catch(unknownServer);
    return answer.map(({ id, name }) => ({ id, name: relative(name) }));
  }

  function unknownServer(error: unknown): never {
    if (!(error instanceof ApiFailure) || error.reply?.status !== 404) throw error;
    const { host } = error.reply;
    const detail = {
      en: `${host} has no PowerDNS API for a server “${serverId}” at this address`,
      'zh-CN': `${host} 在该网址没有服务器“${serverId}”的 PowerDNS API`,
    };
    throw new ApiFailure(failure('zoneNotFound', detail, { scope: 'account' }), error.reply);
  }

  return {
    list: () => zones({}),
    find: async (name) =>
      (await zones({ zone: absolute(name) })).find((zone) => zone.name === name),
    async content(zone, name) {
      const path = `/zones/${zone.id}`;
      const query: ApiCall['query'] = name === undefined ? {} : { rrset_name: absolute(name) };
      const answer = await api.read({ method: 'GET', path, query }, zoneDetailForm);
      const rrsets = answer.rrsets.map((set) => ({ ...set, name: set.name.toLowerCase() }));
      return { kind: answer.kind, rrsets };
    },
    async replace(zone, rrsets) {
      const json = { rrsets: rrsets.map((set) => ({ ...set, changetype: 'REPLACE' })) };
      const reply = await api.send({ method: 'PATCH', path: `/zones/${zone.id}`, json });
      if (reply.status !== 204) throw new ApiFailure(api.failureOf(reply), reply);
    },
  };
}
