import type { Address, Family } from '../../core/address.ts';
import type { Name } from '../../core/name.ts';
import type { Change } from '../../core/provider.ts';

/** The addresses that one request gives to each of its names. */
export type Addresses = Readonly<Partial<Record<Family, Address>>>;

/** What a request of a service can carry. */
export interface Packing {
  readonly families: readonly Family[];
  /** One request takes both families of a name. */
  readonly together: boolean;
  /** What becomes of the family that a request leaves out; `lost` also where that is not known. */
  readonly omitted: 'kept' | 'lost';
  /** Most names in one request, which all get the same addresses. */
  readonly names: number;
}

/** What one request carries. */
export interface Batch {
  readonly addresses: Addresses;
  readonly names: readonly Unit[];
}

/** One name, and what it gets: a change for each family at most. */
interface Unit {
  readonly name: Name;
  readonly changes: readonly Change[];
}

/** All changes of a batch, name by name. */
export function changesOf({ names }: Batch): readonly Change[] {
  return names.flatMap(({ changes }) => changes);
}

function unitsOf(changes: readonly Change[], together: boolean): readonly Unit[] {
  const units: { name: Name; changes: Change[] }[] = [];
  for (const change of changes) {
    const { name } = change.record;
    const { family } = change.address;
    const mate = units.find(
      (unit) =>
        unit.name === name && unit.changes.every(({ address }) => address.family !== family),
    );
    if (mate === undefined || !together) units.push({ name, changes: [change] });
    else mate.changes.push(change);
  }
  return units;
}

function siblingOf({ changes }: Unit, family: Family): Address | undefined {
  return changes.find(({ sibling }) => sibling?.family === family)?.sibling;
}

/**
 * Packs changes into requests: both families of a name together and several names with the same
 * addresses together, as far as the service takes it. Where it would lose the family that a request
 * leaves out, the name's other address goes along.
 */
export function batchesOf(changes: readonly Change[], packing: Packing): readonly Batch[] {
  const { families, together, omitted } = packing;
  const carries = (family: Family) => omitted === 'lost' && together && families.includes(family);
  const batches: { addresses: Addresses; names: Unit[] }[] = [];
  for (const unit of unitsOf(changes, together)) {
    const of = (family: Family): Address | undefined =>
      unit.changes.find(({ address }) => address.family === family)?.address ??
      (carries(family) ? siblingOf(unit, family) : undefined);
    const [ipv4, ipv6] = [of('ipv4'), of('ipv6')];
    const addresses = { ...(ipv4 && { ipv4 }), ...(ipv6 && { ipv6 }) };
    const room = batches.find(
      (batch) =>
        batch.names.length < packing.names &&
        batch.addresses.ipv4?.text === ipv4?.text &&
        batch.addresses.ipv6?.text === ipv6?.text &&
        batch.names.every(({ name }) => name !== unit.name),
    );
    if (room === undefined) batches.push({ addresses, names: [unit] });
    else room.names.push(unit);
  }
  return batches;
}

/**
 * The requests that are left where one with both families of a name was refused: each family alone.
 * None where the service would lose the other.
 */
export function apartOf(
  { addresses, names }: Batch,
  refused: (change: Change) => boolean,
  { omitted }: Packing,
): readonly Batch[] {
  const both = names.filter(({ changes }) => changes.length > 1 && changes.every(refused));
  if (omitted === 'lost' || both.length === 0) return [];
  const alone = (family: Family) =>
    both.map(({ name, changes }) => ({
      name,
      changes: changes.filter(({ address }) => address.family === family),
    }));
  const { ipv4, ipv6 } = addresses;
  return [
    ...(ipv4 === undefined ? [] : [{ addresses: { ipv4 }, names: alone('ipv4') }]),
    ...(ipv6 === undefined ? [] : [{ addresses: { ipv6 }, names: alone('ipv6') }]),
  ];
}
