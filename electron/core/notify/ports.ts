import type { Language } from '../../contract/language.ts';
import type { Channel } from '../channel.ts';
import type { Mail } from '../mail.ts';
import type { Settings } from '../settings.ts';
import type { Actions, FindProvider } from '../views/outcome.ts';

/** What telling somebody needs of the outside, beside what everything needs. */
export interface ChannelPorts {
  /** By the kind's id; the settings' reader has made sure that it is there. */
  readonly find: (id: string) => Channel;
  readonly mail: Mail;
  /** The program's own language. */
  readonly language: () => Language;
  /** The local time of day at `now` (milliseconds since 1970), in minutes since midnight. */
  readonly minuteOfDay: (now: number) => number;
  /** How sentences name the providers of these settings. */
  readonly names: (settings: Settings) => FindProvider;
  /** What the next steps in a message name. */
  readonly actions: Actions;
}
