import type { Log, LogFields, LogLevel } from '../../electron/core/ports.ts';

export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields | undefined;
}

/** A log that says nothing and keeps each line in `lines`, oldest first. */
export function rememberingLog(lines: LogLine[]): Log {
  const at = (level: LogLevel) => (message: string, fields?: LogFields) => {
    lines.push({ level, message, fields });
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
