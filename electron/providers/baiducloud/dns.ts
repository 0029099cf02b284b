import * as z from 'zod';
import { encodePart } from '../api/call.ts';
import type { HttpApi } from '../api/http-api.ts';
import { listForm } from '../api/list-form.ts';
import { looseText } from '../api/loose-form.ts';
import { hostOf, relativeTo, wireName } from '../api/names.ts';
import { allPages } from '../api/paging.ts';
import type { HeldRecord, WantedRecord } from '../api/record-plan.ts';
import type { RecordService } from '../api/record-service.ts';
import type { Zone } from '../api/zone-search.ts';

/** The most that the API gives on one page. */
const pageSize = 1000;

const paging = z.object({ isTruncated: z.boolean().nullish(), nextMarker: z.string().nullish() });
const zonesForm = paging.extend({
  zones: listForm(z.object({ name: z.string() })).nullish(),
});
const recordsForm = paging.extend({
  records: listForm(
    z.object({
      id: looseText,
      rr: z.string(),
      type: z.string(),
      value: z.string(),
      ttl: z.number().nullish(),
      line: z.string().nullish(),
      status: z.string().nullish(),
      description: z.string().nullish(),
    }),
  ).nullish(),
});

/** The line that answers everybody whom no other line is for. */
const defaultLine = 'default';

type Query = Readonly<Record<string, string>>;

/** Zones that are hosted in the DNS service, https://cloud.baidu.com/doc/DNS/s/El4s7lssr. */
export function dnsService(api: HttpApi): RecordService {
  /** All pages of a list; the first one has no marker. */
  async function all<Item, Form extends z.infer<typeof paging>>(
    path: string,
    filter: Query,
    form: z.ZodType<Form>,
    itemsOf: (answer: Form) => readonly Item[] | null | undefined,
  ): Promise<readonly Item[]> {
    return allPages('', async (marker) => {
      const query = { ...filter, ...(marker === '' ? {} : { marker }), maxKeys: pageSize };
      const answer = await api.read({ method: 'GET', path, query }, form);
      const next = answer.isTruncated === true ? (answer.nextMarker ?? undefined) : undefined;
      return { items: itemsOf(answer) ?? [], next };
    });
  }

  const zones = async (filter: Query) =>
    (await all('/v1/dns/zone', filter, zonesForm, (answer) => answer.zones)).map(
      ({ name }): Zone => ({ id: wireName(name), name: wireName(name) }),
    );

  const pathOf = ({ id }: Zone, ...parts: readonly string[]) =>
    ['/v1/dns/zone', id, 'record', ...parts]
      .map((part, at) => (at === 0 ? part : encodePart(part)))
      .join('/');

  const records = async (zone: Zone, filter: Query) =>
    (await all(pathOf(zone), filter, recordsForm, (answer) => answer.records))
      .filter(({ line, status }) => {
        const paused = /paus|stop|disable/i.test(status ?? '');
        return (line ?? defaultLine) === defaultLine && !paused;
      })
      .map(
        ({ id, rr, type, value, ttl, description }): HeldRecord => ({
          id,
          name: relativeTo(rr, zone.name),
          type,
          value,
          ttl: ttl ?? undefined,
          ...(description ? { extra: { description } } : {}),
        }),
      );

  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    rr: hostOf(name, zone.name, '@'),
    type,
    value,
    ttl,
  });

  return {
    newTtl: 300,
    list: () => zones({}),
    // The search is fuzzy.
    find: async (name) => (await zones({ name })).find((zone) => zone.name === name),
    reader: {
      by: 'name',
      get: (zone, name) => records(zone, { rr: hostOf(name, zone.name, '@') }),
      whole: (zone) => records(zone, {}),
    },
    // Writes are answered with nothing.
    async update(zone, held, to) {
      const json = { ...valuesOf(zone, to), ...held.extra };
      await api.send({ method: 'PUT', path: pathOf(zone, held.id), json });
      return undefined;
    },
    async create(zone, to) {
      const json = { ...valuesOf(zone, to), line: defaultLine };
      await api.send({ method: 'POST', path: pathOf(zone), json });
      return undefined;
    },
    async remove(zone, held) {
      await api.send({ method: 'DELETE', path: pathOf(zone, held.id) });
    },
  };
}
