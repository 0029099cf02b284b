import Transport from 'winston-transport';
import type { LogLevel } from '../core/ports.ts';
import { journalText } from './journal.ts';

/** Where lines for people go: `process.stderr`, or what a test gives. */
export interface LogStream {
  write(text: string): unknown;
}

/** `text`: lines for people. `journal`: the same for systemd's journal, which notes time and level itself. */
export type ConsoleFormat = 'text' | 'json' | 'journal';

const message = Symbol.for('message');

class ConsoleTransport extends Transport {
  readonly #stream: LogStream;
  readonly #format: ConsoleFormat;

  constructor(stream: LogStream, format: ConsoleFormat) {
    super();
    this.#stream = stream;
    this.#format = format;
  }

  override log(info: Readonly<Record<string | symbol, unknown>>, next: () => void): void {
    this.#stream.write(this.#lineOf(info));
    next();
  }

  #lineOf(info: Readonly<Record<string | symbol, unknown>>): string {
    switch (this.#format) {
      case 'json':
        return `${String(info[message])}\n`;
      case 'text':
        return `${String(info.text)}\n`;
      case 'journal':
        return journalText(info.level as LogLevel, String(info.bare));
    }
  }
}

export function consoleTransport(stream: LogStream, format: ConsoleFormat): Transport {
  return new ConsoleTransport(stream, format);
}
