import type { ReleaseChannel } from '../../contract/release.ts';
import type { Http } from '../../core/ports.ts';
import { channelFiles } from '../../core/release/channel.ts';
import { ReleaseError } from '../../core/release/error.ts';
import {
  decide,
  type Judgement,
  judgeChannelFile,
  type Running,
} from '../../core/release/offer.ts';
import { readList } from './list.ts';

/**
 * Asks the feed for a version newer than the running one. What is wrong with one channel's file hides
 * no offer of another's. Rejects with the signal's reason only.
 */
export async function lookForRelease(
  http: Http,
  running: Running,
  channel: ReleaseChannel,
  signal: AbortSignal,
): Promise<Judgement> {
  const judgements = await Promise.all(
    channelFiles(channel, running.target).map(async (file): Promise<Judgement | undefined> => {
      try {
        const text = await readList(http, running.feed, file.name, signal);
        return text === undefined ? undefined : judgeChannelFile(text, file, running);
      } catch (error) {
        if (error instanceof ReleaseError) return { kind: 'refused', failure: error.failure };
        throw error;
      }
    }),
  );
  const found = judgements.filter((one) => one !== undefined);
  return found.length === 0 ? { kind: 'refused', failure: { kind: 'network' } } : decide(found);
}
