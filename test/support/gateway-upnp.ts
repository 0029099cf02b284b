import type { HttpRequest, HttpResponse } from '../../electron/core/ports.ts';

const device = 'urn:schemas-upnp-org:device';
const service = 'urn:schemas-upnp-org:service';

/** What a strict UPnP router of a test knows. */
export interface UpnpServer {
  gateway: string;
  /** The port of its descriptions; another one after a start. */
  port: number;
  /** The service that has the address, with its version. */
  readonly wan: string;
  external: string | undefined;
  readonly violations: string[];
}

export const locationOf = ({ gateway, port }: UpnpServer) =>
  `http://${gateway}:${port}/rootDesc.xml`;

/** An answer to a search. UDA 1.1 section 1.3.3. */
export function searchAnswer(location: string, target: string): Uint8Array {
  const lines = [
    'HTTP/1.1 200 OK',
    'CACHE-CONTROL: max-age=120',
    `ST: ${target}`,
    'EXT:',
    'SERVER: Linux/6 UPnP/1.1 Test/1',
    `Location: ${location}`,
    `USN: uuid:b58aa1ec-0000::${target}`,
  ];
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`);
}

/** What a search is for, where it is in order; else it is a violation. */
export function readSearch(
  server: UpnpServer,
  bytes: Uint8Array,
  host: string,
): string | undefined {
  const text = new TextDecoder().decode(bytes);
  const target = /\r\nST: (\S+)\r\n/.exec(text)?.[1];
  const start = `M-SEARCH * HTTP/1.1\r\nHOST: ${host}:1900\r\nMAN: "ssdp:discover"\r\n`;
  const mx = host === '239.255.255.250';
  const isRight =
    text.startsWith(start) && text.endsWith('\r\n\r\n') && text.includes('\r\nMX: 1\r\n') === mx;
  if (!isRight || target === undefined) server.violations.push(`no search: ${text}`);
  return isRight ? target : undefined;
}

/** A description as routers give it, with the service three devices down. */
export function description(wan: string, more = ''): string {
  return `<?xml version="1.0"?>
<root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion>${more}
<device><deviceType>${device}:InternetGatewayDevice:1</deviceType><friendlyName>A &amp; B</friendlyName>
<serviceList><service><serviceType>${service}:Layer3Forwarding:1</serviceType>
<controlURL>/ctl/L3F</controlURL><eventSubURL>/evt/L3F</eventSubURL></service></serviceList>
<deviceList><device><deviceType>${device}:WANDevice:1</deviceType>
<deviceList><device><deviceType>${device}:WANConnectionDevice:1</deviceType>
<serviceList><service><serviceType>${service}:${wan}</serviceType><serviceId>urn:upnp-org:serviceId:WANIPConn1</serviceId>
<SCPDURL>/WANIPCn.xml</SCPDURL><controlURL>/ctl/IPConn</controlURL><eventSubURL>/evt/IPConn</eventSubURL>
</service></serviceList></device></deviceList></device></deviceList></device></root>`;
}

export function soapAnswer(wan: string, address: string): string {
  return `<?xml version="1.0"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>
<u:GetExternalIPAddressResponse xmlns:u="${service}:${wan}"><NewExternalIPAddress>${address}</NewExternalIPAddress>
</u:GetExternalIPAddressResponse></s:Body></s:Envelope>`;
}

export function soapFault(code: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>
<faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>
<UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>${code}</errorCode><errorDescription>Action Failed</errorDescription></UPnPError>
</detail></s:Fault></s:Body></s:Envelope>`;
}

export function eventBody(address: string): string {
  return `<e:propertyset xmlns:e="urn:schemas-upnp-org:event-1-0">
<e:property><PossibleConnectionTypes>IP_Routed</PossibleConnectionTypes></e:property>
<e:property><ExternalIPAddress>${address}</ExternalIPAddress></e:property></e:propertyset>`;
}

const reply = (status: number, body = ''): HttpResponse => ({ status, headers: {}, body });

function checkRequest(server: UpnpServer, request: HttpRequest, local: string): void {
  const { proxy, family, localAddress, timeout, maxBytes } = request;
  const isBound = proxy === 'never' && family === 'ipv4' && localAddress === local;
  if (!isBound) server.violations.push('not bound to the network of the gateway');
  if (timeout > 3000 || maxBytes > 65_536) server.violations.push('without small limits');
}

/** Answers as the router's web server does; undefined for another host or port. */
export function answerHttp(
  server: UpnpServer,
  request: HttpRequest,
  local: string,
): HttpResponse | undefined {
  const url = new URL(request.url);
  checkRequest(server, request, local);
  if (url.hostname !== server.gateway) server.violations.push(`another host: ${url.hostname}`);
  if (url.hostname !== server.gateway || Number(url.port) !== server.port) return undefined;
  if (request.method === 'GET' && url.pathname === '/rootDesc.xml') {
    return reply(200, description(server.wan));
  }
  if (request.method !== 'POST' || url.pathname !== '/ctl/IPConn') return reply(404);
  const action = request.headers?.SOAPAction;
  const isRight =
    action === `"${service}:${server.wan}#GetExternalIPAddress"` &&
    request.headers?.['Content-Type'] === 'text/xml; charset="utf-8"' &&
    request.body?.includes(`<u:GetExternalIPAddress xmlns:u="${service}:${server.wan}">`);
  if (!isRight) server.violations.push(`no question for the address: ${action}`);
  return isRight ? reply(200, soapAnswer(server.wan, server.external ?? '')) : reply(500);
}
