import Transport from 'winston-transport';

/** Where lines for people go: `process.stderr`, or what a test gives. */
export interface LogStream {
  write(text: string): unknown;
}

const message = Symbol.for('message');

class ConsoleTransport extends Transport {
  readonly #stream: LogStream;
  readonly #format: 'text' | 'json';

  constructor(stream: LogStream, format: 'text' | 'json') {
    super();
    this.#stream = stream;
    this.#format = format;
  }

  override log(info: Readonly<Record<string | symbol, unknown>>, next: () => void): void {
    const line = info[this.#format === 'json' ? message : 'text'];
    this.#stream.write(`${String(line)}\n`);
    next();
  }
}

export function consoleTransport(stream: LogStream, format: 'text' | 'json'): Transport {
  return new ConsoleTransport(stream, format);
}
