import { createSocket } from 'node:dgram';
import { createServer, isIP } from 'node:net';
import {
  addressData,
  classes,
  readQuestion,
  textData,
  types,
  type WireQuestion,
  writeAnswer,
} from './dns-wire.ts';
import type { WhoamiServer, WhoamiWay } from './service-call.ts';

/** The real servers' addresses. */
export const whoamiAddresses: Readonly<Record<WhoamiServer, readonly string[]>> = {
  cloudflare: ['1.1.1.1', '1.0.0.1', '2606:4700:4700::1111', '2606:4700:4700::1001'],
  opendns: ['208.67.222.222', '208.67.220.220', '2620:119:35::35', '2620:119:53::53'],
  google: ['216.239.32.10', '216.239.34.10', '2001:4860:4802:32::a', '2001:4860:4802:34::a'],
};

/** What each server answers to the one question that it is there for; undefined: it refuses. */
const answers: Readonly<
  Record<
    WhoamiServer,
    (question: WireQuestion, from: string, way: WhoamiWay) => readonly Buffer[] | undefined
  >
> = {
  cloudflare: ({ name, type, class: kind }, from) =>
    name === 'whoami.cloudflare' && type === types.txt && kind === classes.chaos
      ? [textData(from)]
      : undefined,
  opendns: ({ name, type, class: kind }, from) => {
    if (name !== 'myip.opendns.com' || kind !== classes.in) return undefined;
    const wanted = type === types.a ? 4 : type === types.aaaa ? 6 : 0;
    return isIP(from) === wanted ? [addressData(from)] : [];
  },
  google: ({ name, type, class: kind }, from, { extra }) =>
    name === 'o-o.myaddr.l.google.com' && type === types.txt && kind === classes.in
      ? [textData(from), ...(extra === undefined ? [] : [textData(extra)])]
      : undefined,
};

const refused = 5;

/** What Cloudflare's server answers over https; undefined for what is no question. */
export function dohAnswer(bytes: Buffer, from: string): Buffer | undefined {
  const question = readQuestion(bytes);
  if (question === undefined) return undefined;
  const data = answers.cloudflare(question, from, {});
  return data === undefined ? writeAnswer(question, [], refused) : writeAnswer(question, data);
}

export interface WhoamiServers {
  ways: Readonly<Partial<Record<WhoamiServer, WhoamiWay>>>;
}

/** Serves them on port 53 of their own addresses, which this computer must have, over UDP and TCP. */
export function serveWhoami(onArrival: (name: string, from: string) => void): WhoamiServers {
  const servers: WhoamiServers = { ways: {} };

  const reply = (server: WhoamiServer, bytes: Buffer, peer: string): Buffer | undefined => {
    const question = readQuestion(bytes);
    if (question === undefined) return undefined;
    const from = peer.replace(/^::ffff:/, '');
    onArrival(question.name, from);
    const way = servers.ways[server] ?? {};
    if (way.silent === true) return undefined;
    if (way.rcode !== undefined) return writeAnswer(question, [], way.rcode);
    const data = answers[server](question, way.address ?? from, way);
    return data === undefined ? writeAnswer(question, [], refused) : writeAnswer(question, data);
  };

  for (const [name, addresses] of Object.entries(whoamiAddresses)) {
    const server = name as WhoamiServer;
    for (const address of addresses) {
      const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
      socket.on('message', (bytes, peer) => {
        const answer = reply(server, bytes, peer.address);
        if (answer !== undefined) socket.send(answer, peer.port, peer.address);
      });
      socket.bind(53, address);
      const tcp = createServer((connection) => {
        connection.on('error', () => connection.destroy());
        connection.on('data', (chunk: Buffer) => {
          const answer = reply(server, chunk.subarray(2), connection.remoteAddress ?? '');
          if (answer === undefined) return;
          const length = Buffer.alloc(2);
          length.writeUInt16BE(answer.length);
          connection.write(Buffer.concat([length, answer]));
        });
      });
      tcp.listen(53, address);
    }
  }
  return servers;
}
