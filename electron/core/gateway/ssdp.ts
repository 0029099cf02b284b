/** Where UPnP devices are searched for. UDA 1.1 section 1.3. */
export const ssdp = { group: '239.255.255.250', port: 1900 } as const;

/** What a gateway calls itself; one of version 2 answers to version 1 too, as far as it keeps to the rules. */
export const gatewayDevices = [
  'urn:schemas-upnp-org:device:InternetGatewayDevice:1',
  'urn:schemas-upnp-org:device:InternetGatewayDevice:2',
] as const;

/** Any device at all: for one host alone, since in a group everything in the house would answer. */
export const anyDevice = 'upnp:rootdevice';

/** A search for `target` at `host`, as a datagram. UDA 1.1 section 1.3.2. */
export function searchMessage(target: string, host: string): Uint8Array {
  // To one host, the time to spread the answers over is not said.
  const spread = host === ssdp.group ? ['MX: 1'] : [];
  const lines = [
    'M-SEARCH * HTTP/1.1',
    `HOST: ${host}:${ssdp.port}`,
    'MAN: "ssdp:discover"',
    ...spread,
    `ST: ${target}`,
  ];
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`);
}

/** Longer than any answer; what is longer is none. */
const longest = 4096;

/**
 * The URL of the description that an answer to a search names: only one of the gateway's own, over
 * plain HTTP, with the gateway's address as it is written. Undefined for everything else.
 */
export function locationIn(bytes: Uint8Array, gateway: string): string | undefined {
  if (bytes.length > longest) return undefined;
  const [status = '', ...lines] = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (!/^HTTP\/1\.[01] 200(?: |$)/.test(status)) return undefined;
  for (const line of lines) {
    if (line === '') return undefined;
    const colon = line.indexOf(':');
    if (line.slice(0, Math.max(colon, 0)).trim().toLowerCase() !== 'location') continue;
    return ownUrl(line.slice(colon + 1).trim(), undefined, gateway);
  }
  return undefined;
}

/** Whether a URL begins with the gateway as it is written: `new URL` would take octal numbers for it too. */
function namesGateway(text: string, gateway: string): boolean {
  const start = `http://${gateway}`;
  return text.slice(0, start.length).toLowerCase() === start;
}

/** A URL, made whole with `base`, where it stays on the gateway: plain HTTP, its address, and no user. */
export function ownUrl(
  text: string,
  base: string | undefined,
  gateway: string,
): string | undefined {
  const isWhole = /^[a-z][a-z0-9+.-]*:/i.test(text) || /^[\\/]{2}/.test(text);
  if (isWhole ? !namesGateway(text, gateway) : base === undefined) return undefined;
  try {
    const url = new URL(text, base);
    const stays = url.protocol === 'http:' && url.hostname === gateway;
    return stays && url.username === '' && url.password === '' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
