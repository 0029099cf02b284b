import { type Address, parseAddress } from '../address.ts';
import { childrenOf, parseXml, textAt, type XmlNode } from '../xml.ts';
import { ownUrl } from './ssdp.ts';

/** A service of the gateway's that knows the external address. */
export interface IgdService {
  /** Its type and version, as it names itself. */
  readonly type: string;
  /** Where it is asked; on the gateway. */
  readonly control: string;
  /** Where its changes can be subscribed to, on the gateway; undefined where it tells none. */
  readonly events: string | undefined;
}

const wanted = /^urn:schemas-upnp-org:service:(?:WANIPConnection:[12]|WANPPPConnection:1)$/;

/** A gateway with more ways to the Internet is not asked for all of them. */
const mostServices = 4;

function servicesIn(device: XmlNode): readonly XmlNode[] {
  const own = childrenOf(device, 'serviceList').flatMap((list) => childrenOf(list, 'service'));
  const lists = childrenOf(device, 'deviceList');
  return [...own, ...lists.flatMap((list) => childrenOf(list, 'device')).flatMap(servicesIn)];
}

/**
 * The services in a device's description that know the external address, in its order, at most four;
 * those whose control URL leads away from the gateway are left out. UDA 1.1 section 2.3. None for a
 * text that is no description.
 */
export function readDescription(
  text: string,
  location: string,
  gateway: string,
): readonly IgdService[] {
  const root = parseXml(text);
  const base = ownUrl(textAt(root, 'URLBase') ?? '', location, gateway) ?? location;
  const url = (path: string | undefined) =>
    path === undefined || path === '' ? undefined : ownUrl(path, base, gateway);
  return childrenOf(root, 'device')
    .flatMap(servicesIn)
    .flatMap((service) => {
      const type = textAt(service, 'serviceType') ?? '';
      const control = url(textAt(service, 'controlURL'));
      if (!wanted.test(type) || control === undefined) return [];
      return [{ type, control, events: url(textAt(service, 'eventSubURL')) }];
    })
    .slice(0, mostServices);
}

const action = 'GetExternalIPAddress';
const argument = 'NewExternalIPAddress';

/** What is posted to a service's control URL. UDA 1.1 section 3.2.1, WANIPConnection:1 2.4.18. */
export function externalAddressRequest(type: string) {
  return {
    headers: { 'Content-Type': 'text/xml; charset="utf-8"', SOAPAction: `"${type}#${action}"` },
    body: [
      '<?xml version="1.0"?>',
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"',
      ' s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">',
      `<s:Body><u:${action} xmlns:u="${type}"></u:${action}></s:Body></s:Envelope>`,
    ].join('\n'),
  };
}

/** What a service says of the external address. */
export type IgdAnswer =
  | { readonly kind: 'address'; readonly address: Address }
  /** It has none now. */
  | { readonly kind: 'down' }
  /** A fault: it knows the question, but does not answer it. */
  | { readonly kind: 'fault'; readonly code: string | undefined };

function answerIn(text: string): IgdAnswer | undefined {
  if (text === '' || text === '0.0.0.0') return { kind: 'down' };
  const address = parseAddress(text);
  return address?.family === 'ipv4' ? { kind: 'address', address } : undefined;
}

/** Reads the body of a service's answer; undefined for what is none. UDA 1.1 sections 3.2.2 and 3.2.5. */
export function readExternalAddress(body: string): IgdAnswer | undefined {
  const root = parseXml(body);
  if (root?.name !== 'Envelope') return undefined;
  const [content] = childrenOf(root, 'Body');
  const fault = childrenOf(content, 'Fault')[0];
  if (fault !== undefined) {
    const code = textAt(fault, 'detail', 'UPnPError', 'errorCode');
    return { kind: 'fault', code: code !== undefined && /^\d{1,3}$/.test(code) ? code : undefined };
  }
  const text = textAt(content, `${action}Response`, argument);
  return text === undefined ? undefined : answerIn(text);
}

/**
 * Reads the body of an event; undefined where it does not speak of the external address. UDA 1.1
 * section 4.3: a set of properties, each with one variable.
 */
export function readEvent(body: string): IgdAnswer | undefined {
  const root = parseXml(body);
  if (root?.name !== 'propertyset') return undefined;
  const told = childrenOf(root, 'property').map((one) => textAt(one, 'ExternalIPAddress'));
  const text = told.find((one) => one !== undefined);
  return text === undefined ? undefined : answerIn(text);
}
