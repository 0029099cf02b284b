import {
  type Hole,
  type Placeholders,
  parseTemplate,
  type Template,
} from '../../core/template/template.ts';

const holes = {
  ipv4: { placeholder: 'ipv4' },
  ipv6: { placeholder: 'ipv6' },
  ip: { placeholder: 'ip' },
  domain: { placeholder: 'domain' },
  host: { placeholder: 'host' },
  zone: { placeholder: 'zone' },
  type: { placeholder: 'type' },
  ttl: { placeholder: 'ttl', numeric: true },
  timestamp: { placeholder: 'timestamp', numeric: true },
} as const satisfies Readonly<Record<string, Hole>>;

/** What a template may ask for. */
export const placeholders: Placeholders = {
  own: holes,
  ddnsGo: { ip: holes.ip, domain: holes.domain, recordType: holes.type, ttl: holes.ttl },
};

/** A template of a webhook that writes one record. */
export function parseRecordTemplate(text: string): Template | { readonly unknown: string } {
  return parseTemplate(text, placeholders);
}
