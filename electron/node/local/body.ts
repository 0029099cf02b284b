import type { IncomingMessage } from 'node:http';
import type { ReadBody } from '../../core/local/handler.ts';
import { maxBody } from '../../core/local/limits.ts';

type Read = Awaited<ReturnType<ReadBody>>;

/** Reads a request's body as UTF-8, up to the limit; what is longer is not read to its end. */
export function readBody(request: IncomingMessage): Promise<Read> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (why: 'tooLarge' | 'badRequest') => {
      request.removeAllListeners('data');
      request.pause();
      resolve({ why });
    };
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBody) stop('tooLarge');
      else chunks.push(chunk);
    });
    request.once('error', () => stop('badRequest'));
    // Cut off before its end.
    request.once('close', () => stop('badRequest'));
    request.once('end', () => {
      try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
        resolve({ text });
      } catch {
        resolve({ why: 'badRequest' });
      }
    });
  });
}
