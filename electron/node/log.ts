import winston from 'winston';
import type { Log, LogFields, LogLevel } from '../core/ports.ts';
import { createRedactor, type Redactor } from '../core/redact.ts';
import { type ConsoleFormat, consoleTransport, type LogStream } from './log-console.ts';
import { fileTransport } from './log-file.ts';
import { bareLine, jsonLine, textLine } from './log-line.ts';

export interface LogOptions {
  /** The least important level that is kept. */
  readonly level: LogLevel;
  readonly file?: string | undefined;
  /** A terminal or a pipe; entries go there as lines for people, or as JSON. */
  readonly console?: { readonly stream: LogStream; readonly format: ConsoleFormat } | undefined;
  /** Texts that may appear nowhere. */
  readonly secrets: Iterable<string>;
  readonly now?: () => number;
}

const { format, createLogger } = winston;
const levels = { error: 0, warn: 1, info: 2, debug: 3 } as const;
/** Where winston looks for an entry's level and its text (triple-beam). */
const severity = Symbol.for('level');
const message = Symbol.for('message');

/** The root format: whatever a transport gets to see has no secrets any more. */
function redaction(current: () => Redactor, now: () => number): winston.Logform.Format {
  return format((info) => {
    const { level, fields } = info;
    const redactor = current();
    const time = new Date(now()).toISOString();
    const clean = { time, level, message: redactor.text(String(info.message)) };
    const entry = { ...clean, fields: redactor.value(fields ?? {}) as LogFields };
    const lines = { [message]: jsonLine(entry), text: textLine(entry), bare: bareLine(entry) };
    return { ...entry, [severity]: level, ...lines };
  })();
}

/** A log whose level and secrets follow the settings. Secrets once known stay secret. */
export interface ConfigurableLog extends Log {
  configure(next: { readonly level: LogLevel; readonly secrets: Iterable<string> }): void;
}

/**
 * A log that is written at once: what was logged is in the file even when the process is killed in
 * the next instant. Every entry is one line of JSON; secrets are taken out of it by field name and
 * by their own text. A log that cannot be written is silent, and never stops the program.
 */
export function createLog(options: LogOptions): ConfigurableLog {
  const { level, file, console, secrets, now = Date.now } = options;
  const known = new Set(secrets);
  let redactor = createRedactor(known);
  const transports = [
    ...(file === undefined ? [] : [fileTransport(file)]),
    ...(console === undefined ? [] : [consoleTransport(console.stream, console.format)]),
  ];
  const logger = createLogger({
    levels,
    level,
    format: redaction(() => redactor, now),
    transports,
    exitOnError: false,
    silent: transports.length === 0,
  });
  const write = (level: LogLevel) => (text: string, fields?: LogFields) => {
    logger.log({ level, message: text, fields });
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    configure: (next) => {
      for (const secret of next.secrets) known.add(secret);
      redactor = createRedactor(known);
      logger.level = next.level;
    },
  };
}

/** A log that keeps nothing. */
export function createSilentLog(): Log {
  const nothing = () => undefined;
  return { debug: nothing, info: nothing, warn: nothing, error: nothing };
}
