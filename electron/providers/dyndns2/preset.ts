import type { Localized } from '../../contract/language.ts';
import type { Family } from '../../core/address.ts';

/** A parameter's name and the value it gets. */
export type Parameter = readonly [name: string, value: string];

/**
 * One host that speaks dyndns2 or a dialect of it, as data. The words that it may answer with are
 * those of `dyndns2-words.ts`; a dialect is translated into them.
 */
export interface Preset {
  readonly id: string;
  readonly name: Localized;
  readonly website: string;
  /** Where most of its users live, as an ISO 3166 code; left out for hosts of all the world. */
  readonly country?: string;
  /** Where the protocol or the credentials are described. */
  readonly docs: string;
  /** Begins with `https://`; one for each family where the host keeps them apart. With the path. */
  readonly endpoint: string | Readonly<Record<Family, string>>;
  /** `POST` sends the parameters as a form. Default `GET`. */
  readonly method?: 'GET' | 'POST';
  /** The Basic header, or the parameters that carry them; without `username` the host knows none. */
  readonly credentials: 'basic' | { readonly username?: string; readonly password: string };
  /** The parameter of the name; false where the credential alone says which name it is. */
  readonly host: string | false;
  readonly address: {
    readonly ipv4: string;
    /** Where IPv6 travels when it travels alone, or beside IPv4 in `fields`. */
    readonly ipv6: string;
    /**
     * How both families of a name share one request: in the IPv4 parameter with a comma between,
     * each in its own parameter, or not at all.
     */
    readonly both: 'comma' | 'fields' | 'apart';
  };
  readonly families: readonly Family[];
  /**
   * What becomes of the family that a request does not name: the host keeps it; it is lost or
   * guessed, or that is not known; or it is kept where this parameter says so.
   */
  readonly omitted: 'kept' | 'lost' | Readonly<Record<Family, Parameter>>;
  /** The host writes nonsense into the A record when IPv6 comes without IPv4. */
  readonly ipv6NeedsIpv4?: boolean;
  /** Most names in one request. */
  readonly hosts: number;
  /** Each name has a credential of its own, so that a refused one concerns that name alone. */
  readonly keyPerHost?: boolean;
  /** Sent with each request. */
  readonly extra?: readonly Parameter[];
  /** The host's own words, as dyndns2 words. In lower case. */
  readonly words?: Readonly<Record<string, string>>;
  /** Patterns over the whole answer, and the dyndns2 line that they mean; `$1` is the first group. */
  readonly phrases?: readonly (readonly [RegExp, string])[];
  /** Its right answers are web pages, so that the phrases are sought in pages too. */
  readonly pages?: boolean;
  /** A dyndns2 word for a status whose body holds none. */
  readonly statuses?: Readonly<Record<number, string>>;
  /** Milliseconds to wait after a trouble of the host; default 30 minutes. */
  readonly troublePause?: number;
  /** Milliseconds for which the host refuses the next update; a refusal without a reason waits as long. */
  readonly refusalPause?: number;
  /** Milliseconds; default 25 days. Never under 24 hours. */
  readonly keepAlive?: number;
}

/** The same name in both languages. */
export function sameName(name: string): Localized {
  return { en: name, 'zh-CN': name };
}

/** What plain dyndns2 does: Basic credentials, `hostname`, `myip`, one name and one address a request. */
export const plain = {
  credentials: 'basic',
  host: 'hostname',
  address: { ipv4: 'myip', ipv6: 'myip', both: 'apart' },
  hosts: 1,
} as const satisfies Partial<Preset>;

export const ipv4Only: readonly Family[] = ['ipv4'];
export const bothFamilies: readonly Family[] = ['ipv4', 'ipv6'];
