import * as z from 'zod';
import { stepStates } from '../../contract/doctor.ts';
import { stepNames } from '../doctor/step.ts';
import type { DoctorData } from '../views/doctor.ts';
import { detail, oneOf, status, verdict } from './fields.ts';
import { describing } from './same.ts';

const step = z.object({
  step: oneOf(stepNames),
  about: z.string().optional(),
  state: oneOf(stepStates),
  title: z.string(),
  sentence: z.string(),
  evidence: z.array(z.object(detail)),
  next: z.string().optional(),
});

/** What `doctor` prints. */
export const doctorOutput = describing<DoctorData>()(
  z.object({
    ok: z.boolean(),
    status,
    offline: z.boolean(),
    steps: z.array(step),
    verdicts: z.array(verdict),
  }),
);
