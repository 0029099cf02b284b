import { failure } from '../../core/outcome.ts';
import type { ProviderContext } from '../../core/provider.ts';
import { childAt, childrenOf, parseXml, textAt, type XmlNode } from '../../core/xml.ts';
import { ApiFailure } from '../api/api-failure.ts';
import type { ApiCall } from '../api/call.ts';
import { httpApi } from '../api/http-api.ts';
import { absolute, wireName } from '../api/names.ts';
import { allPages } from '../api/paging.ts';
import type { HeldSet } from '../api/set-plan.ts';
import type { SetService } from '../api/set-service.ts';
import { zonesByList } from '../api/zone-list.ts';
import type { Zone } from '../api/zone-search.ts';
import { sigv4 } from '../signing/sigv4.ts';
import { explain } from './errors.ts';
import { changeRequest, heldSet } from './sets.ts';

export interface Route53Account {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly partition: 'aws' | 'aws-cn';
  readonly hostedZoneId?: string | undefined;
}

/** The one region that answers for all of a partition. */
const partitions = {
  aws: { host: 'route53.amazonaws.com', region: 'us-east-1' },
  'aws-cn': { host: 'route53.amazonaws.com.cn', region: 'cn-northwest-1' },
} as const;

/** The most zones that the service gives on one page. */
const zonePage = 100;

/** The most sets that the service gives on one page. */
const setPage = 300;

/** Sets of one name; there are more only with routing policies. */
const namePage = 30;

type Query = Readonly<Record<string, string | number>>;

/** Hosted zones and their sets, https://docs.aws.amazon.com/Route53/latest/APIReference/. */
export function route53Service(account: Route53Account, context: ProviderContext): SetService {
  const { accessKeyId, secretAccessKey, partition, hostedZoneId } = account;
  const { host, region } = partitions[partition];
  const api = httpApi(
    {
      base: `https://${host}/2013-04-01`,
      headers: { accept: 'application/xml' },
      secrets: [secretAccessKey],
      sign: sigv4({ accessKeyId, secretAccessKey, region, service: 'route53' }),
      explain,
    },
    context,
  );

  async function ask(call: ApiCall, root: string): Promise<XmlNode> {
    const reply = await api.send(call);
    const node = parseXml(reply.body);
    if (node?.name !== root) throw new ApiFailure(api.failureOf(reply), reply);
    return node;
  }

  const list = async (): Promise<readonly Zone[]> => {
    const nodes = await allPages<XmlNode, Query>({}, async (from) => {
      const answer = await zonePageFrom({ ...from, maxitems: zonePage });
      const dnsname = textAt(answer, 'NextDNSName');
      const hostedzoneid = textAt(answer, 'NextHostedZoneId') ?? '';
      const more = textAt(answer, 'IsTruncated') === 'true' && dnsname !== undefined;
      const next = more ? { dnsname, hostedzoneid: hostedzoneid.replace(/^.*\//, '') } : undefined;
      return { items: childrenOf(childAt(answer, 'HostedZones'), 'HostedZone'), next };
    });
    return zonesIn(nodes);
  };

  const zonePageFrom = (query: Query) =>
    ask({ method: 'GET', path: '/hostedzonesbyname', query }, 'ListHostedZonesByNameResponse');

  async function find(name: string): Promise<Zone | undefined> {
    // Not a search: the zones at this name and after it.
    const answer = await zonePageFrom({ dnsname: absolute(name), maxitems: zonePage });
    const zones = zonesIn(childrenOf(childAt(answer, 'HostedZones'), 'HostedZone'));
    return zones.find((zone) => zone.name === name);
  }

  /** The one zone that the account names. */
  const only = (id: string) =>
    zonesByList(async () => {
      const call = { method: 'GET', path: `/hostedzone/${id}` } as const;
      return zonesIn([childAt(await ask(call, 'GetHostedZoneResponse'), 'HostedZone')]);
    });

  const sets = (zone: Zone, first: Query, maxitems: number, wanted?: string) =>
    allPages<HeldSet, Query>(first, async (from) => {
      const call = { method: 'GET', path: rrset(zone), query: { ...from, maxitems } } as const;
      const answer = await ask(call, 'ListResourceRecordSetsResponse');
      const nodes = childrenOf(childAt(answer, 'ResourceRecordSets'), 'ResourceRecordSet');
      const items = nodes.map(heldSet).filter((set) => set !== undefined);
      const name = textAt(answer, 'NextRecordName');
      const type = textAt(answer, 'NextRecordType');
      const identifier = textAt(answer, 'NextRecordIdentifier');
      const ended = textAt(answer, 'IsTruncated') !== 'true' || name === undefined;
      if (ended || (wanted !== undefined && wireName(name) !== wanted)) {
        return { items, next: undefined };
      }
      const next = {
        name,
        ...(type === undefined ? {} : { type }),
        ...(identifier === undefined ? {} : { identifier }),
      };
      return { items, next };
    });

  return {
    newTtl: 300,
    // The API takes 1,000 records in one request, an UPSERT counts as two, and it once took 100 changes.
    batch: 100,
    ...(hostedZoneId === undefined ? { list, find } : only(hostedZoneId)),
    reader: {
      by: 'name',
      // The sets at this name and after it.
      get: (zone, name) => sets(zone, { name: absolute(name) }, namePage, name),
      whole: (zone) => sets(zone, {}, setPage),
    },
    async write(zone, wanted) {
      const text = { type: 'application/xml', body: changeRequest(wanted) };
      const call = { method: 'POST', path: `${rrset(zone)}/`, text } as const;
      await ask(call, 'ChangeResourceRecordSetsResponse');
      return undefined;
    },
  };
}

function rrset({ id, name }: Zone): string {
  const ids = id.split(',');
  if (ids.length === 1) return `/hostedzone/${id}/rrset`;
  // As a zone that is not found it is searched again, once one of them is gone.
  throw new ApiFailure(
    failure('zoneNotFound', {
      en: `${ids.length} public hosted zones are called ${name} (${ids.join(', ')}); name the right one by its ID`,
      'zh-CN': `有 ${ids.length} 个公有托管区域名为 ${name}（${ids.join('、')}），请在账户中填写正确的 ID`,
    }),
  );
}

/** The public zones. Several of one name become one whose id names them all. */
function zonesIn(nodes: readonly (XmlNode | undefined)[]): readonly Zone[] {
  const zones = new Map<string, Zone>();
  for (const node of nodes) {
    const id = textAt(node, 'Id')?.match(/^(?:\/hostedzone\/)?([A-Z0-9]+)$/)?.[1];
    const name = wireName(textAt(node, 'Name') ?? '');
    if (id === undefined || textAt(node, 'Config', 'PrivateZone') === 'true') continue;
    const same = zones.get(name);
    zones.set(name, { id: same === undefined ? id : `${same.id},${id}`, name });
  }
  return [...zones.values()];
}
