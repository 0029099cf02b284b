#!/usr/bin/env node
import './node/small-heap.ts';
import { homedir } from 'node:os';
import packageJson from '../package.json' with { type: 'json' };
import { channelIds, loadChannels } from './channels/registry.ts';
import type { World } from './commands/context.ts';
import { languageOf, main } from './commands/main.ts';
import { catalogue } from './contract/i18n/catalogue.ts';
import { createShelf } from './core/shelf.ts';
import { leadsToJournal } from './node/journal.ts';
import { presets } from './providers/dyndns2/presets.ts';
import { loadProviders, providerIds } from './providers/registry.ts';
import { builtInSources, sourceFor } from './sources/registry.ts';

/** Milliseconds that what is still open gets, once everything is said. */
const grace = 250;

const providers = createShelf(providerIds, loadProviders);
const channels = createShelf(channelIds, loadChannels);

const world: World = {
  version: packageJson.version,
  providers: providers.items,
  needProviders: providers.need,
  channels: channels.items,
  needChannels: channels.need,
  presets: { dyndns2: presets },
  sources: builtInSources,
  sourceFor,
  env: process.env,
  home: homedir(),
  platform: process.platform,
  stdout: process.stdout,
  stderr: process.stderr,
  supervisor: {
    notifySocket: process.env.NOTIFY_SOCKET,
    journal: leadsToJournal(process.env, process.stderr.fd),
  },
  demo: async (output) => (await import('./demo/story.ts')).runDemo(output),
};

// What this process starts is not to speak for it.
delete process.env.NOTIFY_SOCKET;

const interrupted = new AbortController();
let asked = 0;
const onSignal = () => {
  asked += 1;
  if (asked > 1) process.exit(130);
  interrupted.abort(new Error('interrupted'));
};
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);

// Whoever reads along may leave early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode);
  const { outputLost } = catalogue(languageOf(process.argv.slice(2), world)).cli;
  process.stderr.write(`${outputLost(error.code ?? 'unknown')}\n`);
  process.exit(1);
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode);
  // There is no place left to say it, and a daemon with a full log disk has work to do.
});

/** Ends even where something is left open, but not before a slow reader has everything. */
function leave(): void {
  if (process.stdout.writableLength > 0) process.stdout.once('drain', leave);
  else process.exit();
}

main(process.argv.slice(2), world, interrupted.signal).then(
  (status) => {
    process.exitCode = status;
    setTimeout(leave, grace).unref();
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'fault'}\n`);
    process.exitCode = 1;
  },
);
