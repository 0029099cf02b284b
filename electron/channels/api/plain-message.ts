import type { ChannelMessage } from '../../core/channel.ts';

/** A message as one plain text: its title, an empty line, its body. Never holds half of a letter. */
export function plainMessage({ title, body }: ChannelMessage): string {
  return [title, body]
    .filter((text) => text !== '')
    .join('\n\n')
    .toWellFormed();
}

/** True for a message that tells of trouble, rather than of a change or a recovery. */
export function tellsOfTrouble({ event }: ChannelMessage): boolean {
  return event === 'action' || event === 'failed' || event === 'disagree';
}
