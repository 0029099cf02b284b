import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { createSecureContext } from 'node:tls';
import { echoServices } from '../../electron/sources/catalogue.ts';
import { dohEchoServices } from '../../electron/sources/dns-catalogue.ts';
import { trace } from '../../electron/sources/form.ts';
import type { EchoWay, ServiceStart } from './service-call.ts';
import { answerUpdate, updatePath } from './update-service.ts';
import { dohAnswer } from './whoami-service.ts';

interface Service {
  readonly host: string;
  /** Its documented answer; `{ip}` stands for the address. */
  readonly body: string;
}

const sentences: Readonly<Record<string, string>> = {
  oray: 'Current IP Address: {ip}\n',
  ipip: '当前 IP：{ip}  来自于：中国 上海 上海  电信\n',
};

const echoes: readonly Service[] = echoServices.flatMap(({ id, form, urls }) => {
  const body = form === trace ? 'fl=1f1\nh=lab\nip={ip}\nwarp=off\n' : (sentences[id] ?? '{ip}\n');
  const hosts = new Set(Object.values(urls).map((url) => new URL(url).hostname));
  return [...hosts].map((host) => ({ host, body }));
});

const dohHosts = dohEchoServices.map(({ url }) => new URL(url).hostname);

/** Every host of the product's catalogues, with the form of its answer. */
export const services: readonly Service[] = [
  ...echoes,
  ...dohHosts.map((host) => ({ host, body: '' })),
];

function addressOf(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

/** DNS over HTTPS by POST, RFC 8484 4.1; anything else is refused. */
function answerDoh(request: IncomingMessage, response: ServerResponse, address: string): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const type = 'application/dns-message';
    const fits = request.method === 'POST' && request.headers['content-type'] === type;
    const answer = fits ? dohAnswer(Buffer.concat(chunks), address) : undefined;
    if (answer === undefined) response.writeHead(400).end();
    else response.writeHead(200, { 'content-type': type }).end(answer);
  });
}

/** Hosts that tell the address they are asked from, over http and https on all addresses. */
export interface EchoServers {
  ways: Readonly<Record<string, EchoWay>>;
}

/** Starts the servers. `onArrival` hears of every request whose TLS, if any, came about. */
export function serveEcho(
  start: ServiceStart,
  onArrival: (host: string, from: string, agent?: string) => void,
): EchoServers {
  const servers: EchoServers = { ways: {} };
  const wayOf = (host: string): EchoWay => servers.ways[host] ?? servers.ways['*'] ?? {};

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const from = addressOf(request);
    onArrival(host, from, request.headers['user-agent']);
    if (request.url?.startsWith(updatePath) === true) {
      answerUpdate(request.url, response);
      return;
    }
    const { address = from, reply, delay = 0 } = wayOf(host);
    if (delay === 'never') return;
    const honest = services.find((service) => service.host === host)?.body ?? '{ip}\n';
    if (reply === undefined && dohHosts.includes(host)) {
      answerDoh(request, response, address);
      return;
    }
    const { status, headers, body } = reply ?? {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: honest,
    };
    const answer = () =>
      response.writeHead(status, { ...headers }).end(body.replaceAll('{ip}', address));
    if (delay === 0) answer();
    else setTimeout(answer, delay);
  };

  const contexts = Object.fromEntries(
    Object.entries(start.certificates).map(([state, pair]) => [state, createSecureContext(pair)]),
  );
  const secure = {
    ...start.certificates.valid,
    SNICallback: (
      host: string,
      done: (error: null, context: ReturnType<typeof createSecureContext> | undefined) => void,
    ) => done(null, contexts[wayOf(host).certificate ?? 'valid']),
  };
  http.createServer(handle).listen(start.http, '::');
  https.createServer(secure, handle).listen(start.https, '::');
  return servers;
}
