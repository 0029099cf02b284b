import { plainText } from '../core/plain-text.ts';
import { line, type Page } from '../core/views/page.ts';

/** 0 all well, 1 a record is not up to date, 2 settings or command line wrong, 3 offline. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** One thing wrong with the settings, in JSON. */
export interface ProblemData {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** As people write it: `records[0].name`; empty for the whole file. */
  readonly field: string;
  readonly message: string;
}

/** Why a command did not come to its result. `error` in JSON, beside `ok: false`. */
export interface ErrorData {
  readonly kind: 'settings' | 'usage' | 'state' | 'locked' | 'service' | 'interrupted' | 'fault';
  readonly message: string;
  readonly problems: readonly ProblemData[];
}

/** What a command came to: one object for programs, one page for people. */
export type Result =
  | { readonly status: ExitStatus; readonly data: object; readonly page: Page }
  | { readonly status: ExitStatus; readonly error: ErrorData; readonly page: Page };

/** A result that is an error, told in one sentence; what it quotes cannot steer a terminal. */
export function errorResult(
  status: ExitStatus,
  kind: ErrorData['kind'],
  message: string,
  problems: readonly ProblemData[] = [],
): Result & { readonly error: ErrorData } {
  const sentence = plainText(message);
  return { status, error: { kind, message: sentence, problems }, page: [line(sentence, 'bad')] };
}
