import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';

/** A certificate with its key, both PEM, as `https.createServer` takes them. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

const day = 86_400_000;

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Uint8Array[]) => tlv(0x30, ...parts);
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'));
const octets = (content: Uint8Array) => tlv(0x04, content);
const yes = Buffer.from([0x01, 0x01, 0xff]);

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));

function name(commonName: string): Buffer {
  return sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(commonName)))));
}

function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tlv(0x18, Buffer.from(digits));
}

function alternativeNames(hosts: readonly string[]): Buffer {
  const entries = hosts.map((host) =>
    /^[\d.]+$/.test(host)
      ? tlv(0x87, Buffer.from(host.split('.').map(Number)))
      : tlv(0x82, Buffer.from(host)),
  );
  return sequence(oid('551d11'), octets(sequence(...entries)));
}

interface Wish {
  readonly commonName: string;
  readonly issuer?: Identity & { readonly commonName: string };
  readonly hosts?: readonly string[];
  /** Milliseconds since 1970. */
  readonly until?: number;
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** An X.509 certificate (RFC 5280) on a fresh P-256 key: an authority where no hosts are named, signed by itself where no issuer is. */
export function certificate({ commonName, issuer, hosts = [], until }: Wish) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer: KeyObject = issuer === undefined ? privateKey : createPrivateKey(issuer.key);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const end = until ?? Date.now() + day;
  const constraints = sequence(
    oid('551d13'),
    yes,
    octets(sequence(...(hosts.length === 0 ? [yes] : []))),
  );
  const extensions = [constraints, ...(hosts.length === 0 ? [] : [alternativeNames(hosts)])];
  const serial = createHash('sha256').update(spki).digest().subarray(0, 8);
  serial[0] = 0x01;
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serial),
    ecdsaWithSha256,
    name(issuer?.commonName ?? commonName),
    sequence(time(end - 2 * day), time(end)),
    name(commonName),
    spki,
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = tlv(0x03, Buffer.from([0]), sign('sha256', body, signer));
  return {
    commonName,
    cert: pem('CERTIFICATE', sequence(body, ecdsaWithSha256, signature)),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}
