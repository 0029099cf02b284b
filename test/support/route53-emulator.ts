import {
  childAt,
  childrenOf,
  escapeXml,
  parseXml,
  textAt,
  type XmlNode,
} from '../../electron/core/xml.ts';
import type { EmulatedReply, EmulatedRequest, Emulator, Violate } from './emulator.ts';
import { onlyQuery, requireFamily } from './emulator-checks.ts';
import { namespace, type Route53Key, route53Error, signedEmulator, xml } from './route53-gate.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

interface Route53Options extends Route53Key {
  readonly host: string;
  readonly pageSize: number;
  readonly zonePageSize: number;
  /** Ids of zones that only networks of the account see. */
  readonly privateIds?: ReadonlySet<string>;
}

/** `*` leads as an octal escape. */
const shownName = (name: string) => `${name.replace(/^\*/, '\\052')}.`;

/** Labels reversed, as the service sorts. */
const sortKey = (name: string) => shownName(name).split('.').toReversed().join('.');

const storedName = (name: string) => name.replace(/\.$/, '').replace(/^\\052/, '*');

/** Hosted zones and resource record sets of Route 53's API 2013-04-01, after its reference. */
export function route53Emulator(store: ZoneStore, options: Route53Options): Emulator {
  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.url.host !== options.host) violate(`host ${request.url.host}`);
    const { pathname } = request.url;
    if (pathname === '/2013-04-01/hostedzonesbyname') return zones(request, violate);
    const [, id, rest] = pathname.match(/^\/2013-04-01\/hostedzone\/Z(\d+)(\/rrset\/?)?$/) ?? [];
    if (id === undefined) violate('no such path');
    const zone = store.zones.find((each) => each.id === id);
    if (zone === undefined) {
      return route53Error(404, 'NoSuchHostedZone', `No hosted zone found with ID: Z${id}`);
    }
    if (rest === undefined) {
      if (request.method !== 'GET') violate('a zone is only read');
      return xml(200, 'GetHostedZoneResponse', shownZone(zone));
    }
    return request.method === 'GET' ? sets(request, zone, violate) : write(request, zone, violate);
  }

  const shownZone = ({ id, name, records }: StoredZone) => {
    const hidden = options.privateIds?.has(id) === true;
    const config = `<Config><Comment>a &amp; b</Comment><PrivateZone>${hidden}</PrivateZone></Config>`;
    const count = `<ResourceRecordSetCount>${records.length + 2}</ResourceRecordSetCount>`;
    return `<HostedZone><Id>/hostedzone/Z${id}</Id><Name>${name}.</Name><CallerReference>x</CallerReference>${config}${count}</HostedZone>`;
  };

  function zones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('zones are only read');
    const form = { dnsname: /\.$/, hostedzoneid: /^Z\d+$/, maxitems: /^\d+$/ };
    onlyQuery(request, form, violate);
    const query = request.url.searchParams;
    const keyOf = ({ name, id }: StoredZone) => `${sortKey(name)} Z${id}`;
    const start = query.get('dnsname');
    const from =
      start === null ? '' : `${sortKey(storedName(start))} ${query.get('hostedzoneid') ?? ''}`;
    const all = store.zones
      .filter((zone) => keyOf(zone) >= from)
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const size = Math.min(Number(query.get('maxitems') ?? 100), options.zonePageSize);
    const next = all[size];
    const more =
      next === undefined
        ? '<IsTruncated>false</IsTruncated>'
        : `<IsTruncated>true</IsTruncated><NextDNSName>${next.name}.</NextDNSName><NextHostedZoneId>Z${next.id}</NextHostedZoneId>`;
    const list = all.slice(0, size).map(shownZone).join('');
    return xml(200, 'ListHostedZonesByNameResponse', `<HostedZones>${list}</HostedZones>${more}`);
  }

  function sets(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const form = { name: /\.$/, type: /^[A-Z]+$/, identifier: /./, maxitems: /^\d+$/ };
    onlyQuery(request, form, violate);
    if (!request.url.pathname.endsWith('/rrset')) violate('a list has no slash at its end');
    const query = request.url.searchParams;
    const keyOf = ({ name, type, line }: StoredRecord) => `${sortKey(name)} ${type} ${line}`;
    const start = query.get('name');
    const from =
      start === null
        ? ''
        : `${sortKey(storedName(start))} ${query.get('type') ?? ''} ${query.get('identifier') ?? ''}`;
    const all = [...Map.groupBy(zone.records, keyOf)]
      .filter(([key]) => key >= from)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, records]) => records);
    const size = Math.min(Number(query.get('maxitems') ?? 300), options.pageSize);
    const next = all[size]?.[0];
    const identifier = next && !plainLines.includes(next.line);
    const more =
      next === undefined
        ? '<IsTruncated>false</IsTruncated>'
        : `<IsTruncated>true</IsTruncated><NextRecordName>${shownName(next.name)}</NextRecordName><NextRecordType>${next.type}</NextRecordType>${identifier ? `<NextRecordIdentifier>${next.line}</NextRecordIdentifier>` : ''}`;
    const list = all.slice(0, size).map(shownSet).join('');
    const content = `<ResourceRecordSets>${list}</ResourceRecordSets>${more}`;
    return xml(200, 'ListResourceRecordSetsResponse', content);
  }

  function write(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'POST' || request.url.search !== '') violate('sets are POSTed');
    if (request.headers['content-type'] !== 'application/xml') violate('content-type');
    const root = parseXml(request.body);
    if (
      root?.name !== 'ChangeResourceRecordSetsRequest' ||
      !request.body.includes(` xmlns="${namespace}"`)
    ) {
      violate('no ChangeResourceRecordSetsRequest of that namespace');
    }
    const changes = childrenOf(childAt(root, 'ChangeBatch', 'Changes'), 'Change');
    if (changes.length === 0 || changes.length > 500) violate(`${changes.length} changes`);
    const wanted = changes.map((change) => wantedSet(change, violate));
    const problems = wanted.flatMap(({ name, type }) => problemAt(zone, name, type));
    if (problems.length > 0) {
      return route53Error(400, 'InvalidChangeBatch', `[${problems.join(', ')}]`);
    }
    for (const { comment, ...set } of wanted) {
      const [record] = store.replace(zone, set);
      if (record !== undefined) store.change(record.id, { comment });
    }
    const info = '<Id>/change/C2682N5HXP0BZ4</Id><Status>PENDING</Status>';
    const at = `<SubmittedAt>${new Date(store.now).toISOString()}</SubmittedAt>`;
    return xml(200, 'ChangeResourceRecordSetsResponse', `<ChangeInfo>${info}${at}</ChangeInfo>`);
  }

  function problemAt(zone: StoredZone, name: string, type: string): readonly string[] {
    if (store.refused.has(name)) {
      return ["Invalid Resource Record: 'FATAL problem: ARRDATANotSingleField (Value is refused)'"];
    }
    if (store.clashes(zone, name, type)) {
      return [
        `RRSet of type ${type} with DNS name ${name}. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zone.name}.`,
      ];
    }
    const lines = new Set(store.at(zone, name, type).map(({ line }) => line));
    if (lines.size === 0 || lines.has('default')) return [];
    return [
      `RRSet with DNS name ${name}., type ${type} cannot be created because a weighted rrset exists with the same name and type`,
    ];
  }

  return signedEmulator(store, options, handle);
}

/** The lines without an identifier: simple, an alias, of a traffic policy. All others are weighted. */
const plainLines: readonly string[] = ['default', 'alias', 'policy'];

function shownSet(set: readonly StoredRecord[]): string {
  const [first] = set;
  if (first === undefined) return '';
  const { name, type, ttl, line, comment, value } = first;
  const head = `<Name>${shownName(name)}</Name><Type>${type}</Type>`;
  const records = set.map(
    (each) => `<ResourceRecord><Value>${escapeXml(each.value)}</Value></ResourceRecord>`,
  );
  const data = `<TTL>${ttl}</TTL><ResourceRecords>${records.join('')}</ResourceRecords>`;
  const check = comment === '' ? '' : `<HealthCheckId>${comment}</HealthCheckId>`;
  const target = `<AliasTarget><HostedZoneId>Z35SXDOTRQ7X7K</HostedZoneId><DNSName>${value}.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>`;
  const weight = `<SetIdentifier>${line}</SetIdentifier><Weight>10</Weight>`;
  const policy = '<TrafficPolicyInstanceId>5d6c0b1e</TrafficPolicyInstanceId>';
  const simple = `${data}${check}${line === 'policy' ? policy : ''}`;
  const body = line === 'alias' ? target : `${plainLines.includes(line) ? '' : weight}${simple}`;
  return `<ResourceRecordSet>${head}${body}</ResourceRecordSet>`;
}

/** The schema fixes the order of the elements. */
const order = ['Name', 'Type', 'TTL', 'ResourceRecords', 'HealthCheckId'];

function wantedSet(change: XmlNode, violate: Violate) {
  if (change.children.map(({ name }) => name).join() !== 'Action,ResourceRecordSet') {
    violate('a Change is an Action and a ResourceRecordSet');
  }
  if (textAt(change, 'Action') !== 'UPSERT') violate('only UPSERT is harmless when repeated');
  const set = childAt(change, 'ResourceRecordSet');
  const names = set?.children.map(({ name }) => name) ?? [];
  const places = names.map((name) => order.indexOf(name));
  if (places.some((place, at) => place < 0 || place <= (places[at - 1] ?? -1))) {
    violate(`elements ${names.join()}`);
  }
  const name = textAt(set, 'Name') ?? '';
  if (!name.endsWith('.')) violate('a name without its final dot');
  const type = textAt(set, 'Type') ?? '';
  const ttl = textAt(set, 'TTL') ?? '';
  if (!/^\d+$/.test(ttl)) violate('a set needs a TTL');
  const records = childrenOf(childAt(set, 'ResourceRecords'), 'ResourceRecord');
  const values = records.map((record) => textAt(record, 'Value') ?? '');
  for (const value of values) requireFamily(type, value, violate);
  if (values.length !== 1) violate('one address for one name');
  const comment = textAt(set, 'HealthCheckId') ?? '';
  return { name: storedName(name), type, ttl: Number(ttl), values, comment };
}
