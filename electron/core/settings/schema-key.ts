import type { Localized } from '../../contract/language.ts';
import type { Family } from '../address.ts';

/** What a key of the settings file holds. The reader, the JSON Schema and the docs follow it. */
type KeyValue =
  | { readonly kind: 'version' }
  | { readonly kind: 'duration'; readonly min: number; readonly max: number }
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  | { readonly kind: 'text' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'ttl' }
  | { readonly kind: 'names' }
  | { readonly kind: 'name' }
  | { readonly kind: 'types' }
  | { readonly kind: 'prefix' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'sources'; readonly family: Family }
  | { readonly kind: 'servers' }
  | { readonly kind: 'events' }
  | { readonly kind: 'quietHours' }
  | { readonly kind: 'listen' }
  | { readonly kind: 'token' }
  | { readonly kind: 'map'; readonly keys: KeyTable }
  | { readonly kind: 'accounts'; readonly keys: KeyTable }
  | { readonly kind: 'channels'; readonly keys: KeyTable }
  | { readonly kind: 'records'; readonly keys: KeyTable };

export interface Key {
  readonly value: KeyValue;
  readonly required?: boolean;
  /** As people write it in YAML. */
  readonly example: string;
  readonly default?: string | Localized;
  readonly text: Localized;
}

export type KeyTable = Readonly<Record<string, Key>>;
