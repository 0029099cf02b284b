import { createServer, type ServerResponse } from 'node:http';
import type { EmulatedRequest, Emulator } from '../support/emulator.ts';
import { openOnLoopback, readRequest } from '../support/emulator-server.ts';

/** What went over the loopback to and from one program. Bytes are those of the sockets, headers included. */
export interface Traffic {
  readonly requests: number;
  /** Bytes that the program sent over HTTP. */
  readonly sent: number;
  readonly received: number;
  /** DNS questions. */
  readonly questions: number;
  /** Bytes that the program sent in DNS messages. */
  readonly questionBytes: number;
}

export const noTraffic: Traffic = {
  requests: 0,
  sent: 0,
  received: 0,
  questions: 0,
  questionBytes: 0,
};

/** What came between two readings. */
export function difference(after: Traffic, before: Traffic): Traffic {
  return {
    requests: after.requests - before.requests,
    sent: after.sent - before.sent,
    received: after.received - before.received,
    questions: after.questions - before.questions,
    questionBytes: after.questionBytes - before.questionBytes,
  };
}

/** Counts, and notes when things happened, in milliseconds of `performance.now()`. */
export class Meter {
  #traffic = noTraffic;
  #open = 0;
  #first: number | undefined;
  #last = 0;

  add(part: Partial<Traffic>): void {
    const sum = { ...this.#traffic };
    for (const key of Object.keys(part) as (keyof Traffic)[]) sum[key] += part[key] ?? 0;
    this.#traffic = sum;
  }

  opened(): void {
    this.#open += 1;
    this.#first ??= performance.now();
  }

  /** A response is out. */
  answered(): void {
    this.#last = performance.now();
  }

  closed(sent: number, received: number): void {
    this.#open -= 1;
    this.add({ sent, received });
  }

  /** Bytes of connections that are still open are not in it. */
  get traffic(): Traffic {
    return this.#traffic;
  }

  get isOpen(): boolean {
    return this.#open > 0;
  }

  /** Begins a new span; {@link span} then tells the time from its first connection to its last response. */
  restart(): void {
    this.#first = undefined;
    this.#last = 0;
  }

  /** Milliseconds; undefined while nobody came. */
  get span(): number | undefined {
    return this.#first === undefined || this.#last === 0 ? undefined : this.#last - this.#first;
  }

  /** Milliseconds since the last response; undefined while nobody was answered. */
  get quiet(): number | undefined {
    return this.#last === 0 ? undefined : performance.now() - this.#last;
  }
}

export interface MeteredServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves an emulator over real HTTP on a free port of the loopback, and counts at its sockets. */
export async function serveMetered(emulator: Emulator, meter: Meter): Promise<MeteredServer> {
  const server = createServer((incoming, response) => {
    meter.add({ requests: 1 });
    response.once('finish', () => meter.answered());
    readRequest(incoming).then(
      (request) => answer(emulator, request, response),
      () => response.destroy(),
    );
  });
  server.on('connection', (socket) => {
    meter.opened();
    socket.once('close', () => meter.closed(socket.bytesRead, socket.bytesWritten));
  });
  return openOnLoopback(server);
}

function answer(emulator: Emulator, request: EmulatedRequest, response: ServerResponse): void {
  const reply = emulator.handle(request);
  if (!('status' in reply)) {
    response.destroy();
    return;
  }
  // With a length, as such services answer: ddclient takes the marks of chunks for words.
  const length = Buffer.byteLength(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': length });
  response.end(reply.body);
}
