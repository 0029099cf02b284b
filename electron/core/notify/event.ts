import { type ChannelEvent, channelEvents } from '../../contract/channel-event.ts';
import { isRetried } from '../schedule.ts';
import type { Notice } from '../views/notices.ts';
import type { Problem } from '../views/problems.ts';

/** Whether a problem waits for the user, or mends itself. */
export function eventOfProblem(problem: Problem): ChannelEvent {
  switch (problem.kind) {
    case 'failure':
      return problem.stopped || !isRetried(problem.failure) ? 'action' : 'failed';
    case 'locked':
      return 'action';
    case 'disagree':
      return 'disagree';
  }
}

/** Whose switch a notice obeys. */
export function eventOf(notice: Notice): ChannelEvent {
  switch (notice.kind) {
    case 'published':
      return 'changed';
    case 'problem':
      return eventOfProblem(notice.problem);
    case 'recovered':
      return 'recovered';
  }
}

const mostSerious: readonly ChannelEvent[] = [
  'action',
  'failed',
  'disagree',
  'changed',
  'recovered',
];

/** The weightiest event of several notices. */
export function weightiestEvent(notices: readonly Notice[]): ChannelEvent {
  const all = new Set(notices.map(eventOf));
  return mostSerious.find((event) => all.has(event)) ?? 'changed';
}

/** The events of several notices, each once, in the order of {@link channelEvents}. */
export function eventsOf(notices: readonly Notice[]): readonly ChannelEvent[] {
  const all = new Set(notices.map(eventOf));
  return channelEvents.filter((event) => all.has(event));
}
