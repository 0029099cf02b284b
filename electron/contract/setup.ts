import type { FieldProblem } from './forms.ts';
import type { RecordAction } from './snapshot.ts';

/** What came of trying an account; nothing was written. */
export type TestResult =
  | {
      readonly kind: 'works';
      /** Null where the service does not list them. */
      readonly zones: readonly string[] | null;
      readonly sentence: string;
    }
  /** Only an update tells. */
  | { readonly kind: 'untestable'; readonly sentence: string }
  | {
      readonly kind: 'failed';
      readonly sentence: string;
      readonly actions: readonly RecordAction[];
    }
  /** The fields are not complete, so nobody was asked. */
  | { readonly kind: 'problems'; readonly problems: readonly FieldProblem[] };

/** A host name that a zone holds with an address. */
export interface ListedRecord {
  readonly name: string;
  readonly types: readonly ('A' | 'AAAA')[];
}

export type ListResult =
  | { readonly kind: 'listed'; readonly records: readonly ListedRecord[] }
  | { readonly kind: 'failed'; readonly sentence: string };

/** What would be done with one record. */
export interface PreviewRow {
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  /** What the service holds now; null where it does not tell. */
  readonly now: readonly string[] | null;
  /** What it would be told; null for nothing. */
  readonly next: string | null;
  /** `write`: the service does not tell what it holds. `none`: left alone, as the sentence says. */
  readonly effect: 'create' | 'change' | 'same' | 'write' | 'none' | 'failed';
  /** May be empty. */
  readonly sentence: string;
}

/** What an edit would have written: the dry run. */
export interface Preview {
  readonly problems: readonly FieldProblem[];
  /** The public address of each family that is needed, or why it is not known. */
  readonly addresses: readonly {
    readonly label: string;
    readonly address: string | null;
    readonly sentence: string;
  }[];
  readonly rows: readonly PreviewRow[];
}
