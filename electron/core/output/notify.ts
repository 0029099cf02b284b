import * as z from 'zod';
import type { NotifyData } from '../views/channel-delivery.ts';
import { delivery } from './channel.ts';
import { describing } from './same.ts';

/** What `notify` prints. */
export const notifyOutput = describing<NotifyData>()(
  z.object({ ok: z.boolean(), channels: z.array(delivery) }),
);
