import type { Log, LogFields } from '../core/ports.ts';
import type { Redactor } from '../core/redact.ts';

/** The app's log knows no secret that is not saved yet. */
export function discreetLog(log: Log, redactor: Redactor): Log {
  const line = (level: keyof Log) => (message: string, fields?: LogFields) =>
    log[level](message, fields && (redactor.value(fields) as LogFields));
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}
