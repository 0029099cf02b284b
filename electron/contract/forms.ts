/** What a field is entered with. */
export type FieldInput =
  | { readonly kind: 'text'; readonly multiline: boolean }
  | {
      readonly kind: 'number';
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    }
  | { readonly kind: 'switch' }
  /** `initial` is what it is where the user leaves it alone. */
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly initial?: string | undefined;
    }
  /** Any of these, one a line. */
  | {
      readonly kind: 'ticks';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  /** Names and texts of the user's own, such as headers; each is a value at `KEY/NAME`. */
  | { readonly kind: 'pairs' };

/** One field of an account's or a channel's form, or of another one that comes with its words. */
export interface FieldForm {
  /** Keys from the account down, joined by `/`; elsewhere the key of a value. */
  readonly path: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly required: boolean;
  readonly secret: boolean;
  readonly input: FieldInput;
}

/** A DNS service as it is picked: a provider, or a host that a provider knows by name. */
export interface ServiceCard {
  /** `cloudflare`, `dyndns2/dyfi`. */
  readonly id: string;
  readonly provider: string;
  readonly preset?: string | undefined;
  readonly name: string;
  /** What else somebody may search for: names in other languages, hosts. */
  readonly words: readonly string[];
  /** ISO 3166. */
  readonly country?: string | undefined;
  readonly website: string;
}

/** All that a window needs to let somebody enter what a service asks for. */
export interface KindForm {
  readonly id: string;
  readonly name: string;
  /** Where the credentials are made, for `openLink`; left out for a server of the user's own. */
  readonly link?: string | undefined;
  readonly linkText?: string | undefined;
  /** How to make them. */
  readonly setup: string;
  /** The least permission that suffices. */
  readonly permission?: string | undefined;
  /** What to know before: one sentence each. */
  readonly limits: readonly string[];
  /** Values that the choice of the service decides, by path; their fields are not among `fields`. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly fields: readonly FieldForm[];
}

/** A DNS service, of which an account is made. */
export interface ServiceForm extends KindForm {
  readonly provider: string;
  readonly families: readonly ('ipv4' | 'ipv6')[];
  /** What a record of IPv6 may have besides: the values `host` and `prefix`. */
  readonly hostFields: readonly FieldForm[];
  /** Seconds; false where the service sets it. */
  readonly ttl: { readonly min: number; readonly max: number } | false;
  readonly proxied: boolean;
  /** The zones can be listed, so that the credentials can be tried without a write. */
  readonly listsZones: boolean;
  /** The records of a zone can be listed. */
  readonly listsRecords: boolean;
}

/** What kinds of channels there are. */
export type ChannelCard = Pick<ServiceCard, 'id' | 'name'>;

/** A value of an account or a channel as the window gets it. A secret's text never comes. */
export type HeldValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Kept encrypted on this computer. */
  | { readonly kind: 'kept' }
  /** To be entered again. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'env' | 'file'; readonly name: string };

export interface AccountForm {
  readonly id: string;
  /** As {@link ServiceCard.id}; empty where the settings name a provider that there is not. */
  readonly service: string;
  /** By path. */
  readonly values: Readonly<Record<string, HeldValue>>;
}

/** One host name of the settings with what it has in common with the others of its entry. */
export interface RecordForm {
  /** Its entry in the settings' list. */
  readonly entry: number;
  readonly name: string;
  readonly account: string;
  /** Null: both, as far as they are possible. */
  readonly types: readonly ('A' | 'AAAA')[] | null;
  /** Seconds, or a duration such as `5m`; null: as found. */
  readonly ttl: string | null;
  /** Null: as found. */
  readonly proxied: boolean | null;
  /** Null: found by itself. */
  readonly zone: string | null;
  /** Another device in the network: the end of its IPv6 address, or its MAC. Null: this computer. */
  readonly host: string | null;
  /** How many bits it shares with this computer; null: 64. */
  readonly prefix: string | null;
  /** Its records in the snapshot. */
  readonly ids: readonly string[];
}

export type SourceForm =
  | { readonly kind: 'builtIn'; readonly id: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'interface'; readonly name: string }
  | { readonly kind: 'command'; readonly command: string };

/** `default`: every built-in source of the family. */
export type SourcesForm = 'default' | 'off' | readonly SourceForm[];

/** By key; lists have one entry a line. Null: the default. */
export interface NetworksForm {
  readonly approved: string | null;
  readonly ignore: string | null;
  readonly bind: string | null;
  readonly tunnels: 'true' | null;
}

export interface WatchingForm {
  /** A duration such as `1m`; null: the default. */
  readonly interval: string | null;
  readonly timeout: string | null;
  readonly sources: { readonly ipv4: SourcesForm; readonly ipv6: SourcesForm };
  /** Servers that find a zone's name servers; null: the system's. */
  readonly resolvers: readonly string[] | null;
  /** Servers that are asked how far a change has spread; null: the default ones. */
  readonly publicResolvers: readonly string[] | null;
  readonly networks: NetworksForm;
}

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface GeneralForm {
  readonly logLevel: LogLevel;
  /** `http://host:port` for the DNS services' APIs; null: what the environment says; `off`: none. */
  readonly proxy: string | null;
  /** The local interface; null: off. */
  readonly api: ApiForm | null;
}

/** `listen` as `127.0.0.1:8053`, and `token`, left out where it is to be entered. */
export type ApiForm = AccountEntry['values'];

/** The settings as the window edits them. Holds no secret. */
export interface SettingsForm {
  /** Another one for other settings. */
  readonly revision: string;
  readonly accounts: readonly AccountForm[];
  /** The service of each is the id of its kind. */
  readonly channels: readonly AccountForm[];
  readonly records: readonly RecordForm[];
  readonly watching: WatchingForm;
  readonly general: GeneralForm;
  /**
   * Parts whose values cannot be shown in a form, as the settings' text has them: the form leaves
   * such a part alone unless it is edited there.
   */
  readonly odd: readonly ('watching' | 'general' | 'accounts' | 'channels' | 'records')[];
}

/** What may be chosen among on the page of the watching. */
export interface WatchingChoices {
  readonly sources: readonly {
    readonly id: string;
    readonly operator: string;
    readonly families: readonly ('ipv4' | 'ipv6')[];
    /** Asked where the user chose nothing. */
    readonly usual: boolean;
  }[];
  /** Network interfaces of this computer, with their global addresses. */
  readonly interfaces: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  /** The form of {@link NetworksForm} in the app's language; undefined where there is none. */
  readonly networks?: { readonly title: string; readonly fields: readonly FieldForm[] } | undefined;
  readonly publicResolvers: readonly string[];
  readonly interval: string;
  readonly timeout: string;
}

/** `{ keep }`: as it is, which a new account has nothing of. */
export type EnteredValue = string | { readonly keep: true };

export interface AccountEntry {
  readonly id: string;
  readonly service: string;
  /** By path; what is left out is not set. */
  readonly values: Readonly<Record<string, EnteredValue>>;
}

/** Host names that have the rest in common. */
export interface RecordEntry extends Omit<RecordForm, 'entry' | 'name' | 'ids'> {
  readonly names: readonly string[];
}

/** A record of the settings as it was when the user began to edit it. */
export type RecordPlace = Pick<RecordForm, 'entry' | 'name' | 'account'>;

/** One thing that the user changes in the settings. */
export type SettingsEdit =
  /** A new account, or the one of that id where `isNew` is false; its provider stays. */
  | { readonly kind: 'account'; readonly isNew: boolean; readonly account: AccountEntry }
  /** With its records. */
  | { readonly kind: 'removeAccount'; readonly id: string }
  /** A new channel, or the one of that id where `isNew` is false; its kind stays. */
  | { readonly kind: 'channel'; readonly isNew: boolean; readonly channel: AccountEntry }
  | { readonly kind: 'removeChannel'; readonly id: string }
  | { readonly kind: 'addRecords'; readonly records: RecordEntry }
  | { readonly kind: 'record'; readonly was: RecordPlace; readonly record: RecordEntry }
  | { readonly kind: 'removeRecords'; readonly places: readonly RecordPlace[] }
  | { readonly kind: 'watching'; readonly watching: WatchingForm }
  | { readonly kind: 'general'; readonly general: GeneralForm }
  /** A first account with its records, all or nothing. */
  | {
      readonly kind: 'setup';
      readonly account: AccountEntry;
      /** The account is there already. */
      readonly isNew: boolean;
      readonly records: RecordEntry;
    };

/** What is wrong with one field of an edit. */
export interface FieldProblem {
  /**
   * `id`, or a value's path, in an account or a channel; a key of the entry in records (`names/1` for the second
   * name), in the watching (`sources/ipv4/0/url`, `networks/ignore`) and in the general part (`api/token`). In a setup with `account/`
   * or `records/` before it. Empty where it is another part of the settings.
   */
  readonly field: string;
  readonly message: string;
}

/** With a problem nothing was changed. */
export type EditResult =
  | { readonly saved: true }
  | { readonly saved: false; readonly problems: readonly FieldProblem[] };
