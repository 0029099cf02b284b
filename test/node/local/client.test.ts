import { writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { wholeStatus } from '../../../electron/core/local/status.ts';
import { emptyState } from '../../../electron/core/state.ts';
import { findInstance } from '../../../electron/node/local/client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const signal = new AbortController().signal;
/** Clears a terminal, sets its title, and turns a line round. */
const hostile = 'a\u001b[2J\u001b]0;owned\u0007\u202eb\r\nc';

/** Somebody who speaks in the place of an instance. */
async function impostor(answer: (response: http.ServerResponse, url: string) => void) {
  const folder = temporaryFolder();
  const address = path.join(folder, 'control.sock');
  const server = http.createServer((request, response) => answer(response, request.url ?? ''));
  await new Promise<void>((resolve) => server.listen(address, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const control = { version: '1.2.3', address, token: 'a'.repeat(64), pid: 7 };
  writeFileSync(path.join(folder, 'control.json'), JSON.stringify(control));
  const found = await findInstance(folder, '1.2.3', signal);
  if (found.kind !== 'running') throw new Error(found.kind);
  return found.instance;
}

it('shows nothing to a terminal that commands it, whoever answers', async () => {
  const status = wholeStatus(emptyState, hostile, 'en');
  const instance = await impostor((response, url) => {
    if (url === '/api/status') {
      response.end(JSON.stringify({ ...status, running: true, pid: 7 }));
      return;
    }
    response.statusCode = 422;
    response.end(JSON.stringify({ ok: false, error: { kind: 'usage', message: hostile } }));
  });
  const told = [await instance.status('en', signal), await instance.update({}, 'en', signal)];
  expect(told.map(({ kind }) => kind)).toEqual(['done', 'refused']);
  const said = told.map((one) => Object.values('data' in one ? one.data : one).join()).join();
  expect(said).toContain('owned');
  expect(said).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

it('reads no answer without end', async () => {
  const piece = 'x'.repeat(1024 * 1024);
  const instance = await impostor((response, url) => {
    if (url === '/healthz') return void response.end('{}');
    const more = () => response.write(piece, () => setImmediate(more));
    response.on('error', () => undefined);
    more();
  });
  expect(await instance.status('en', signal)).toEqual({ kind: 'silent' });
  expect(await instance.update({}, 'en', signal)).toEqual({ kind: 'lost' });
});
