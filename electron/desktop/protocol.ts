import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Session } from 'electron';
import { contentSecurityPolicy } from './content-policy.ts';
import { windowHost, windowScheme } from './identity.ts';

/** A file that the window may load. */
interface WindowFile {
  readonly file: string;
  readonly type: string;
}

/** By the path in the URL. */
export type FileTable = ReadonlyMap<string, WindowFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** On every answer, also where it is a refusal. */
const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/**
 * The files right in a folder, as they are now. What is asked for later is only looked up here, and
 * never joined to a path.
 */
export function fileTable(folder: string): FileTable {
  const names = readdirSync(folder).filter((name) => types[path.extname(name)] !== undefined);
  return new Map(
    names.map((name) => [
      `/${name}`,
      { file: path.join(folder, name), type: types[path.extname(name)] ?? '' },
    ]),
  );
}

function refusal(status: 404 | 405 | 500): Response {
  return new Response(null, { status, headers: securityHeaders });
}

/** The URL's text has to be `app://settings` and a path of the table, letter by letter. */
function wantedFile(url: string, files: FileTable): WindowFile | undefined {
  const prefix = `${windowScheme}://${windowHost}`;
  if (!url.startsWith(prefix)) return undefined;
  const wanted = url.slice(prefix.length).replace(/[?#].*$/s, '');
  return files.get(wanted);
}

/** Answers a request of the window's from a table of files. Never rejects. */
export async function answerWindow(
  request: Pick<Request, 'method' | 'url'>,
  files: FileTable,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const wanted = wantedFile(request.url, files);
  if (wanted === undefined) return refusal(404);
  try {
    const body = new Uint8Array(await readFile(wanted.file));
    const headers = { ...securityHeaders, 'content-type': wanted.type };
    return new Response(request.method === 'HEAD' ? null : body, { status: 200, headers });
  } catch {
    return refusal(500);
  }
}

/** Serves the window's files on a session; once for each. */
export function serveWindowFiles(session: Session, files: FileTable): void {
  session.protocol.handle(windowScheme, (request) => answerWindow(request, files));
}
