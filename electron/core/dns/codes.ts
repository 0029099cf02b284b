import { DnsFormatError } from './format-error.ts';

/** Names for the numbers of one registry; what has no name is written as prefix and number, as RFC 3597 5 does. */
interface CodeBook<Known extends string, Prefix extends string> {
  /** The number of a name; throws {@link DnsFormatError} for a text that is not one. */
  number(name: Known | `${Prefix}${number}`): number;
  name(number: number): Known | `${Prefix}${number}`;
}

function codeBook<Known extends string, Prefix extends string>(
  prefix: Prefix,
  numbers: Readonly<Record<Known, number>>,
): CodeBook<Known, Prefix> {
  const known = new Map(Object.entries<number>(numbers));
  const names = new Map([...known].map(([name, number]) => [number, name as Known]));
  return {
    number(name) {
      const found = known.get(name) ?? Number(name.slice(prefix.length));
      if (!Number.isInteger(found)) throw new DnsFormatError(`${name} is not a ${prefix}`);
      return found;
    },
    name: (number) => names.get(number) ?? `${prefix}${number}`,
  };
}

/** Record types. IANA "Resource Record (RR) TYPEs". */
export const typeCodes = codeBook('TYPE', {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DNAME: 39,
  OPT: 41,
  HTTPS: 65,
  TSIG: 250,
  AXFR: 252,
  ANY: 255,
});

/** Classes. NONE and ANY carry meaning in updates, RFC 2136 2.4 and 2.5. */
export const classCodes = codeBook('CLASS', { IN: 1, CH: 3, NONE: 254, ANY: 255 });

export const opcodes = codeBook('OPCODE', { QUERY: 0, NOTIFY: 4, UPDATE: 5 });

/** Response codes, RFC 1035 4.1.1, RFC 2136 2.2; from 16 on the errors of TSIG, RFC 8945 3. */
export const rcodes = codeBook('RCODE', {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  YXDOMAIN: 6,
  YXRRSET: 7,
  NXRRSET: 8,
  NOTAUTH: 9,
  NOTZONE: 10,
  BADSIG: 16,
  BADKEY: 17,
  BADTIME: 18,
  BADTRUNC: 22,
});

export type TypeName = ReturnType<typeof typeCodes.name>;
export type ClassName = ReturnType<typeof classCodes.name>;
export type Opcode = ReturnType<typeof opcodes.name>;
export type Rcode = ReturnType<typeof rcodes.name>;
