import * as z from 'zod';
import { failure } from '../../core/outcome.ts';
import { hostOf, relativeTo } from '../api/names.ts';
import type { HeldSet, WantedSet } from '../api/set-plan.ts';
import type { Zone } from '../api/zone-search.ts';

export const recordForm = z.object({
  name: z.string().nullish(),
  type: z.string(),
  data: z.string(),
  ttl: z.number().nullish(),
  comment: z.string().nullish(),
  geo_ip_config: z.unknown().optional(),
  http_service_config: z.unknown().optional(),
  weighted_config: z.unknown().optional(),
  view_config: z.unknown().optional(),
});

type Shown = z.infer<typeof recordForm>;

/** It answers by place, load or health, so that one address cannot take its place. */
function isDynamic(record: Shown): boolean {
  const { geo_ip_config, http_service_config, weighted_config, view_config } = record;
  const configs = [geo_ip_config, http_service_config, weighted_config, view_config];
  return configs.some((config) => config !== undefined && config !== null);
}

/** The sets that a list of records makes. A set with a dynamic record in it is not to be written. */
export function heldSets(records: readonly Shown[], zone: Zone): readonly HeldSet[] {
  const groups = Map.groupBy(records, ({ name, type }) => `${name ?? ''} ${type}`);
  return [...groups.values()].map((group): HeldSet => {
    const [first] = group;
    const name = relativeTo(first?.name ?? '', zone.name);
    const dynamic = group.some(isDynamic) && {
      en: `${name} is a dynamic record at Scaleway`,
      'zh-CN': `${name} 在 Scaleway 上是动态记录`,
    };
    return {
      name,
      type: first?.type ?? '',
      values: group.map(({ data }) => data),
      ttl: first?.ttl ?? undefined,
      extra: { host: first?.name ?? '', comment: group.find((each) => each.comment)?.comment },
      ...(dynamic ? { blocked: failure('conflict', dynamic) } : {}),
    };
  });
}

/** One entry of `changes`: a set that is there is replaced, a new one added. The service shows names in Unicode. */
export function changeOf({ name, type, values: [data], ttl, held }: WantedSet, zone: Zone) {
  const host = held === undefined ? hostOf(name, zone.name, '') : held.extra?.host;
  const comment = held?.extra?.comment;
  const records = [{ name: host, type, data, ttl, ...(comment ? { comment } : {}) }];
  return held === undefined
    ? { add: { records } }
    : { set: { id_fields: { name: host, type }, records } };
}
