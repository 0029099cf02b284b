import type { Address, Family } from '../../core/address.ts';
import type { Name } from '../../core/name.ts';
import type { Change } from '../../core/provider.ts';
import type { Preset } from './preset.ts';
import type { Addresses } from './request.ts';

/** What one request carries: names that all get the same addresses. */
export interface Batch {
  readonly addresses: Addresses;
  readonly names: readonly Unit[];
}

/** One name, and what it gets: a change for each family at most. */
interface Unit {
  readonly name: Name;
  readonly changes: readonly Change[];
}

/** True where a family that a request leaves out may be gone after it. */
function losesOther(preset: Preset): boolean {
  return preset.omitted === 'lost';
}

function unitsOf(changes: readonly Change[], preset: Preset): readonly Unit[] {
  const units: { name: Name; changes: Change[] }[] = [];
  for (const change of changes) {
    const { name } = change.record;
    const { family } = change.address;
    const mate = units.find(
      (unit) =>
        unit.name === name && unit.changes.every(({ address }) => address.family !== family),
    );
    if (mate === undefined || preset.address.both === 'apart')
      units.push({ name, changes: [change] });
    else mate.changes.push(change);
  }
  return units;
}

function siblingOf({ changes }: Unit, family: Family): Address | undefined {
  return changes.find(({ sibling }) => sibling?.family === family)?.sibling;
}

/**
 * Packs changes into requests: both families of a name together and several names with the same
 * addresses together, as far as the host takes it. Where the host would lose the family that a
 * request leaves out, the name's other address goes along.
 */
export function batchesOf(changes: readonly Change[], preset: Preset): readonly Batch[] {
  const together = losesOther(preset) && preset.address.both !== 'apart';
  const batches: { addresses: Addresses; names: Unit[] }[] = [];
  for (const unit of unitsOf(changes, preset)) {
    const of = (family: Family): Address | undefined =>
      unit.changes.find(({ address }) => address.family === family)?.address ??
      (together && preset.families.includes(family) ? siblingOf(unit, family) : undefined);
    const [ipv4, ipv6] = [of('ipv4'), of('ipv6')];
    const addresses = { ...(ipv4 && { ipv4 }), ...(ipv6 && { ipv6 }) };
    const room = batches.find(
      (batch) =>
        batch.names.length < preset.hosts &&
        batch.addresses.ipv4?.text === ipv4?.text &&
        batch.addresses.ipv6?.text === ipv6?.text &&
        batch.names.every(({ name }) => name !== unit.name),
    );
    if (room === undefined) batches.push({ addresses, names: [unit] });
    else room.names.push(unit);
  }
  return batches;
}
