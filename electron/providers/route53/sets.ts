import { type Failure, failure } from '../../core/outcome.ts';
import { childAt, childrenOf, escapeXml, textAt, type XmlNode } from '../../core/xml.ts';
import { absolute, wireName } from '../api/names.ts';
import type { HeldSet, WantedSet } from '../api/set-plan.ts';

const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';

/** Why a set cannot become one address; undefined where it can. */
function blockedBy(node: XmlNode, name: string): Failure | undefined {
  const target = textAt(node, 'AliasTarget', 'DNSName');
  if (target !== undefined) {
    const to = target.replace(/\.$/, '');
    return failure('conflict', {
      en: `${name} is an alias to ${to}, which has no address of its own`,
      'zh-CN': `${name} 是指向 ${to} 的别名（Alias）记录，本身没有地址`,
    });
  }
  if (childAt(node, 'SetIdentifier') !== undefined) {
    return failure('conflict', {
      en: `${name} has a routing policy, such as weighted or latency; only simple records can be kept up to date`,
      'zh-CN': `${name} 使用了路由策略（如加权、延迟），只能更新简单路由（Simple）的记录`,
    });
  }
  if (childAt(node, 'TrafficPolicyInstanceId') !== undefined) {
    return failure('conflict', {
      en: `${name} belongs to a traffic policy`,
      'zh-CN': `${name} 由流量策略（Traffic Policy）管理`,
    });
  }
  return undefined;
}

/** A `ResourceRecordSet`; undefined for an element that is none. */
export function heldSet(node: XmlNode): HeldSet | undefined {
  const shown = textAt(node, 'Name');
  const type = textAt(node, 'Type');
  if (shown === undefined || type === undefined) return undefined;
  const name = wireName(shown);
  const ttl = textAt(node, 'TTL');
  const target = textAt(node, 'AliasTarget', 'DNSName');
  const records = childrenOf(childAt(node, 'ResourceRecords'), 'ResourceRecord');
  const values = records.map((record) => textAt(record, 'Value') ?? '');
  const blocked = blockedBy(node, name);
  const healthCheck = textAt(node, 'HealthCheckId');
  return {
    name,
    type,
    ttl: ttl === undefined || !/^\d+$/.test(ttl) ? undefined : Number(ttl),
    values: target === undefined ? values : [target],
    ...(blocked === undefined ? {} : { blocked }),
    ...(healthCheck === undefined ? {} : { extra: { healthCheck } }),
  };
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function changeOf({ name, type, values, ttl, held }: WantedSet): string {
  const records = values.map((value) =>
    element('ResourceRecord', element('Value', escapeXml(value))),
  );
  // UPSERT replaces the whole set.
  const healthCheck = held?.extra?.healthCheck;
  const set = [
    element('Name', escapeXml(absolute(name))),
    element('Type', type),
    ttl === undefined ? '' : element('TTL', String(ttl)),
    element('ResourceRecords', records.join('')),
    healthCheck === undefined ? '' : element('HealthCheckId', escapeXml(String(healthCheck))),
  ];
  const action = element('Action', 'UPSERT');
  return element('Change', `${action}${element('ResourceRecordSet', set.join(''))}`);
}

/** The body of ChangeResourceRecordSets: all sets, or none. */
export function changeRequest(sets: readonly WantedSet[]): string {
  const batch = element('ChangeBatch', element('Changes', sets.map(changeOf).join('')));
  const root = 'ChangeResourceRecordSetsRequest';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${batch}</${root}>`;
}
