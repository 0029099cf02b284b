import http from 'node:http';
import type { Socket } from 'node:net';
import { day, second } from '../../core/duration.ts';
import { type Answer, errorAnswer } from '../../core/local/answer.ts';
import type { LocalHandler } from '../../core/local/handler.ts';
import type { Threshold } from '../../core/local/judge.ts';
import { maxHead } from '../../core/local/limits.ts';
import type { LocalRequest } from '../../core/local/request.ts';
import { readBody } from './body.ts';

/** Milliseconds for a request, from its connection or the answer before it; and for whoever reads an answer. */
const patience = 5 * second;
/** Milliseconds that a connection stays open for another request. */
const keepAlive = 2 * second;
const mostConnections = 32;
const mostRequests = 100;
/** Requests on one connection that may come before the first one was answered: they get no answer. */
const mostAhead = 8;

/** What is known of a connection. */
interface Line {
  busy: boolean;
  /** Another request came too early, or one was refused: the connection ends with the present answer. */
  over: boolean;
  ahead: number;
  /** The one that came last, while no answer to it has left. */
  request?: http.IncomingMessage | undefined;
  deadline?: NodeJS.Timeout | undefined;
}

/** As Node's own check of slow clients says it. */
const late = Object.assign(new Error('too late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

function requestOf({ method = '', url = '', rawHeaders }: http.IncomingMessage): LocalRequest {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.push([(rawHeaders[at] ?? '').toLowerCase(), rawHeaders[at + 1] ?? '']);
  }
  return { method, target: url, headers };
}

/** Whoever does not take the answer is not waited for. */
function limitReading(response: http.ServerResponse, socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), patience).unref();
  response.once('close', () => clearTimeout(timer));
}

function send(response: http.ServerResponse, answer: Answer, close: boolean): void {
  const { socket } = response;
  if (socket === null || response.destroyed) return;
  const headers = { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) };
  limitReading(response, socket);
  response.writeHead(answer.status, close ? { ...headers, connection: 'close' } : headers);
  response.end(answer.body);
}

/** What Node's parser refuses has no request to answer: the answer is written by hand. */
const statusOf: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

function refuseRaw(error: NodeJS.ErrnoException, socket: Socket, isBusy: boolean): void {
  if (isBusy || !socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { body, headers } = errorAnswer('badRequest', 'en');
  const lines = [
    `HTTP/1.1 ${statusOf[error.code ?? ''] ?? '400 Bad Request'}`,
    ...Object.entries({ ...headers, connection: 'close' }).map(
      ([name, text]) => `${name}: ${text}`,
    ),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

/**
 * A server of few, short and small connections, which listens nowhere yet. `threshold` is asked for
 * each request: the token may change.
 */
export function createDoorServer(handle: LocalHandler, threshold: () => Threshold): http.Server {
  const lines = new WeakMap<Socket, Line>();
  const lineOf = (socket: Socket): Line => {
    const line = lines.get(socket) ?? { busy: false, over: false, ahead: 0 };
    lines.set(socket, line);
    return line;
  };

  /** From now on a whole request has to come in time. */
  function expectRequest(socket: Socket): void {
    const line = lineOf(socket);
    line.request = undefined;
    clearTimeout(line.deadline);
    line.deadline = setTimeout(() => {
      if (line.request?.complete !== true) refuseRaw(late, socket, line.busy);
    }, patience).unref();
  }

  async function serve(request: http.IncomingMessage, response: http.ServerResponse) {
    const { socket } = request;
    const line = lineOf(socket);
    if (line.busy || line.over) {
      line.over = true;
      line.ahead += 1;
      if (line.ahead > mostAhead) socket.destroy();
      return;
    }
    line.busy = true;
    line.request = request;
    // A client that goes away takes nothing with it.
    response.on('error', () => undefined);
    const answer = await handle(requestOf(request), () => readBody(request), threshold());
    line.busy = false;
    // What was not read of the body would be taken for the next request.
    line.over ||= answer.close || !request.complete;
    if (line.over) clearTimeout(line.deadline);
    else expectRequest(socket);
    send(response, answer, line.over);
  }

  const server = http.createServer({
    maxHeaderSize: maxHead,
    // Node would look for slow clients every so often, and wake the system where there are none.
    headersTimeout: 0,
    requestTimeout: 0,
    connectionsCheckingInterval: day,
    keepAliveTimeout: keepAlive,
    insecureHTTPParser: false,
    requireHostHeader: false,
    keepAlive: false,
  });
  server.maxConnections = mostConnections;
  server.maxRequestsPerSocket = mostRequests;
  // Headers that it left out would not be judged; their bytes are limited anyway.
  server.maxHeadersCount = 0;
  server.on('connection', (socket: Socket) => {
    expectRequest(socket);
    socket.once('close', () => clearTimeout(lineOf(socket).deadline));
  });
  const listener = (request: http.IncomingMessage, response: http.ServerResponse) =>
    void serve(request, response);
  server.on('request', listener);
  // The body is taken or refused at once: nobody is asked to send it.
  server.on('checkContinue', (request, response) => {
    response.writeContinue();
    listener(request, response);
  });
  server.on('checkExpectation', listener);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuseRaw(error, socket as Socket, lineOf(socket as Socket).busy);
  });
  return server;
}

/** Resolves when it listens; rejects with the system's own error. */
export function listen(server: http.Server, where: object): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.removeListener('error', reject);
      // An accept that fails, as with too many files open, is the next one's to try.
      server.on('error', () => undefined);
      resolve();
    });
  });
}

/** Resolves when every connection is gone; what is not answered by then never is. */
export function shut(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
