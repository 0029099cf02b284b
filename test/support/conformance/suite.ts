import { describe } from 'vitest';
import { describeDeclaration } from './declaration.ts';
import { describeEconomy } from './economy.ts';
import { describeFailing } from './failing.ts';
import { describeHalfDone } from './half-done.ts';
import { describeListing } from './listing.ts';
import { describeReading } from './reading.ts';
import { describeRestraint } from './restraint.ts';
import { describeSecrecy } from './secrecy.ts';
import { createTrial } from './trial.ts';
import { describeTwiceInZone } from './twice-in-zone.ts';
import type { Harness } from './world.ts';
import { describeWriting } from './writing.ts';
import { describeZones } from './zones.ts';

/**
 * The promises that every provider keeps, tried against an emulator of its service. Call it once
 * in the provider's test file; the harness says what the service can hold.
 */
export function describeConformance(name: string, harness: Harness): void {
  describe(`${name} keeps the promises of every provider`, () => {
    const trial = createTrial(harness);
    describeDeclaration(trial.sample.provider);
    describeWriting(trial);
    describeTwiceInZone(trial);
    describeZones(trial);
    describeReading(trial);
    describeListing(trial);
    describeFailing(trial);
    describeSecrecy(trial);
    describeHalfDone(trial);
    describeRestraint(trial);
    describeEconomy(trial);
  });
}
