import * as z from 'zod';
import type { DeliveryData } from '../views/channel-delivery.ts';
import { callFailure, oneOf, time } from './fields.ts';
import { describing } from './same.ts';

/** How one channel was told. */
export const delivery = describing<DeliveryData>()(
  z
    .object({
      id: z.string(),
      channel: z.string(),
      result: oneOf(['delivered', 'failed', 'late', 'stopped']),
      ok: z.boolean(),
      failure: callFailure.optional(),
      nextTry: time.optional(),
    })
    .meta({ id: 'delivery' }),
);
