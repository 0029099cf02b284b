import * as z from 'zod';
import type { HttpApi } from '../api/http-api.ts';
import { listForm } from '../api/list-form.ts';
import { looseText } from '../api/loose-form.ts';
import { hostOf, relativeTo, wireName } from '../api/names.ts';
import { allPages, nextPage } from '../api/paging.ts';
import type { HeldRecord, WantedRecord } from '../api/record-plan.ts';
import type { RecordService } from '../api/record-service.ts';
import type { Zone } from '../api/zone-search.ts';

/** More is refused. */
const domainPage = 100;
const recordPage = 1000;

const total = z.number().nullish();
const domainsForm = z.object({
  totalCount: total,
  result: listForm(z.object({ domain: z.string() })).nullish(),
});
const recordsForm = z.object({
  totalCount: total,
  result: listForm(
    z.object({
      recordId: looseText,
      domain: z.string(),
      // Shown as `rdtype`, written as `rdType`.
      rdtype: z.string().nullish(),
      rdType: z.string().nullish(),
      rdata: z.string(),
      ttl: z.number().nullish(),
      view: z.string().nullish(),
      status: z.string().nullish(),
    }),
  ).nullish(),
});

/** The view that answers everybody whom no other view is for. */
const defaultView = 'DEFAULT';

/** Domains bought at Baidu, resolved by its domain service, https://cloud.baidu.com/doc/BCD/s/4jwvymhs7. */
export function bcdService(api: HttpApi): RecordService {
  const zones = (filter: Readonly<Record<string, string>>) =>
    allPages(1, async (page, seen) => {
      const query = { ...filter, pageNo: page, pageSize: domainPage };
      const call = { method: 'GET', path: '/v1/domain', query } as const;
      const { result, totalCount } = await api.read(call, domainsForm);
      const shown = result ?? [];
      const items = shown.map(
        ({ domain }): Zone => ({ id: wireName(domain), name: wireName(domain) }),
      );
      return { items, next: nextPage(page, { seen, got: shown.length, total: totalCount ?? 0 }) };
    });

  const records = async (zone: Zone) => {
    const all = await allPages(1, async (page, seen) => {
      const json = { domain: zone.id, pageNo: page, pageSize: recordPage };
      const call = { method: 'POST', path: '/v1/domain/resolve/list', json, write: false } as const;
      const { result, totalCount } = await api.read(call, recordsForm);
      const items = result ?? [];
      return { items, next: nextPage(page, { seen, got: items.length, total: totalCount ?? 0 }) };
    });
    return all
      .filter(
        ({ view, status }) =>
          (view ?? defaultView).toUpperCase() === defaultView && status !== 'STOPPED',
      )
      .map(
        ({ recordId, domain, rdtype, rdType, rdata, ttl }): HeldRecord => ({
          id: recordId,
          name: relativeTo(domain, zone.name),
          type: rdtype ?? rdType ?? '',
          value: rdata,
          ttl: ttl ?? undefined,
        }),
      );
  };

  const order = async (action: string, json: Readonly<Record<string, unknown>>) => {
    await api.send({ method: 'POST', path: `/v1/domain/resolve/${action}`, json });
    return undefined;
  };

  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    domain: hostOf(name, zone.name, '@'),
    view: defaultView,
    rdType: type,
    ttl,
    // IPv6 addresses are taken in capitals only.
    rdata: value.toUpperCase(),
    zoneName: zone.id,
  });

  return {
    newTtl: 300,
    list: () => zones({}),
    find: async (domain) => (await zones({ domain })).find((zone) => zone.name === domain),
    reader: { by: 'zone', get: records },
    update: (zone, held, to) => order('edit', { recordId: Number(held.id), ...valuesOf(zone, to) }),
    create: (zone, to) => order('add', valuesOf(zone, to)),
    remove: async (zone, held) => {
      await order('delete', { recordId: Number(held.id), zoneName: zone.id });
    },
  };
}
