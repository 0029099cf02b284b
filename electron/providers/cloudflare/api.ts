import type * as z from 'zod';
import type { Name } from '../../core/name.ts';
import { type Failure, failure } from '../../core/outcome.ts';
import type { ProviderContext } from '../../core/provider.ts';
import { retryAfterOf } from '../../core/reply.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { type HttpApi, httpApi } from '../api/http-api.ts';
import { addItems } from '../api/paging.ts';
import { throwForAccount } from '../api/zone-list.ts';
import type { Zone, ZoneSource } from '../api/zone-search.ts';
import { explainCloudflare } from './errors.ts';
import {
  batchForm,
  type CloudflareRecord,
  oneForm,
  recordsForm,
  removedForm,
  usableZones,
  zonesForm,
} from './forms.ts';

/** Cloudflare API documentation, "List Zones": most zones on one page. */
const zonesPerPage = 50;

/**
 * Records on one page. Up to 5,000,000 are allowed ("List DNS Records"); this many hold the largest
 * zone of a paid plan, and fit in one answer that we read.
 */
const recordsPerPage = 5000;

/** And where more are looked at than are sought. */
const listedPerPage = 1000;

/** Pages that are read of one list, whatever number the answer gives: 10,000 zones. */
const mostPages = 200;

/** A change of an existing record: what is left out stays as it is ("Update DNS Record"). */
export interface Patch {
  readonly id: string;
  readonly content?: string;
  readonly ttl?: number;
  readonly proxied?: boolean;
}

export interface Post {
  readonly type: string;
  readonly name: Name;
  readonly content: string;
  readonly ttl: number;
  readonly proxied: boolean;
}

/** Operations that all happen or none ("Batch DNS Records"); deletes run first, then patches, then posts. */
export interface Batch {
  readonly deletes: readonly { readonly id: string }[];
  readonly patches: readonly Patch[];
  readonly posts: readonly Post[];
}

/** The few calls of the API that are needed. Each rejects with {@link ApiFailure}. */
export interface CloudflareApi extends ZoneSource {
  /** The records of one name, of every type. */
  named(zone: Zone, name: Name): Promise<readonly CloudflareRecord[]>;
  /**
   * All records of a zone; undefined where that takes more requests than asking for so many names,
   * or is more than is read.
   */
  whole(zone: Zone, names: number): Promise<readonly CloudflareRecord[] | undefined>;
  /** Records of a zone that have an address, up to about so many. */
  addresses(zone: Zone, enough: number): Promise<readonly CloudflareRecord[]>;
  batch(zone: Zone, batch: Batch): Promise<readonly CloudflareRecord[]>;
  patch(zone: Zone, patch: Patch): Promise<CloudflareRecord>;
  post(zone: Zone, post: Post): Promise<CloudflareRecord>;
  remove(zone: Zone, id: string): Promise<void>;
}

/** The API of https://developers.cloudflare.com/api/ for one token. */
export function cloudflareApi(token: string, context: ProviderContext): CloudflareApi {
  const api: HttpApi = httpApi(
    {
      base: 'https://api.cloudflare.com/client/v4',
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain: (reply, own) => explained(reply, own, context),
    },
    context,
  );

  async function list(): Promise<readonly Zone[]> {
    const zones: Zone[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const query = { per_page: zonesPerPage, page };
      const answer = await api.read({ method: 'GET', path: '/zones', query }, zonesForm);
      addItems(zones, usableZones(answer.result));
      pages = pagesIn(answer);
    }
    return zones;
  }

  async function find(name: Name): Promise<Zone | undefined> {
    if (!name.includes('.')) return undefined;
    // Zones with Unicode names are listed in Unicode, so a search by A-labels may miss them.
    if (/(?:^|\.)xn--/.test(name)) return (await list()).find((zone) => zone.name === name);
    const query = { name, per_page: zonesPerPage };
    const answer = await api
      .read({ method: 'GET', path: '/zones', query }, zonesForm)
      .catch(throwForAccount);
    return usableZones(answer.result).find((zone) => zone.name === name);
  }

  const recordsPath = (zone: Zone) => `/zones/${zone.id}/dns_records`;

  async function page(zone: Zone, query: Record<string, string | number>) {
    const answer = await api.read({ method: 'GET', path: recordsPath(zone), query }, recordsForm);
    return {
      pages: pagesIn(answer),
      records: answer.result,
    };
  }

  async function named(zone: Zone, name: Name): Promise<CloudflareRecord[]> {
    const found: CloudflareRecord[] = [];
    for (let at = 1, pages = 1; at <= pages; at += 1) {
      const answer = await page(zone, { name, per_page: 100, page: at });
      const own = answer.records.filter((record) => record.name === name);
      addItems(found, own);
      pages = answer.pages;
    }
    return found;
  }

  async function whole(zone: Zone, names: number): Promise<CloudflareRecord[] | undefined> {
    const first = await page(zone, { per_page: recordsPerPage, page: 1 }).catch(tooLarge);
    if (first === undefined || first.pages - 1 > names) return undefined;
    const found: CloudflareRecord[] = [];
    try {
      addItems(found, first.records);
      for (let at = 2; at <= first.pages; at += 1) {
        addItems(found, (await page(zone, { per_page: recordsPerPage, page: at })).records);
      }
      return found;
    } catch (error) {
      return tooLarge(error);
    }
  }

  async function addresses(zone: Zone, enough: number): Promise<CloudflareRecord[]> {
    const found: CloudflareRecord[] = [];
    for (let at = 1, pages = 1; at <= pages && found.length < enough; at += 1) {
      const answer = await page(zone, { per_page: listedPerPage, page: at });
      addItems(
        found,
        answer.records.filter(({ type }) => type === 'A' || type === 'AAAA'),
      );
      pages = answer.pages;
    }
    return found;
  }

  return {
    find,
    list,
    named,
    whole,
    addresses,
    async batch(zone, { deletes, patches, posts }) {
      const json = {
        ...(deletes.length > 0 ? { deletes } : {}),
        ...(patches.length > 0 ? { patches } : {}),
        ...(posts.length > 0 ? { posts } : {}),
      };
      const path = `${recordsPath(zone)}/batch`;
      const { result } = await api.read({ method: 'POST', path, json }, batchForm);
      return [...(result.patches ?? []), ...(result.posts ?? [])];
    },
    async patch(zone, { id, ...json }) {
      const path = `${recordsPath(zone)}/${id}`;
      return (await api.read({ method: 'PATCH', path, json }, oneForm)).result;
    },
    async post(zone, json) {
      const path = recordsPath(zone);
      return (await api.read({ method: 'POST', path, json }, oneForm)).result;
    },
    async remove(zone, id) {
      await api.read({ method: 'DELETE', path: `${recordsPath(zone)}/${id}` }, removedForm);
    },
  };
}

function pagesIn({ result_info: info }: Pick<z.output<typeof zonesForm>, 'result_info'>): number {
  return Math.min(info?.total_pages ?? 1, mostPages);
}

function tooLarge(error: unknown): undefined {
  if (error instanceof ApiFailure && error.tooLarge) return undefined;
  throw error;
}

function explained(
  reply: Parameters<typeof explainCloudflare>[0],
  api: HttpApi,
  context: ProviderContext,
): Failure | undefined {
  const found = explainCloudflare(reply);
  if (found === undefined) return undefined;
  const says = api.clean(found.says);
  if (found.kind === undefined) return api.failureOf(reply, says);
  const retryAfter = retryAfterOf(reply.headers, context.clock.now());
  return failure(found.kind, says, {
    scope: found.ofAccount === true ? 'account' : 'record',
    ...(found.kind === 'rateLimited' && retryAfter !== undefined ? { retryAfter } : {}),
  });
}
