import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DnsFormatError } from '../../../electron/core/dns/format-error.ts';
import { decodeMessage, encodeMessage } from '../../../electron/core/dns/message.ts';
import { queryFor } from '../../../electron/core/dns/query.ts';
import {
  readTsigSecret,
  refuseSignature,
  signMessage,
  type TsigKey,
  tsigAlgorithms,
  verifyMessage,
} from '../../../electron/providers/signing/tsig.ts';
import { findTsig } from '../../../electron/providers/signing/tsig-data.ts';

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));
}

function keyOf(name: string, algorithm: TsigKey['algorithm'], base64: string): TsigKey {
  return { name, algorithm, secret: Uint8Array.from(Buffer.from(base64, 'base64')) };
}

const keys = {
  'hmac-sha256': keyOf(
    'key-hmac-sha256.example.test',
    'hmac-sha256',
    'b3duZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXMu',
  ),
  'hmac-sha384': keyOf('key-hmac-sha384.example.test', 'hmac-sha384', 'c2VjcmV0IG9mIGtleTM4NA=='),
  'hmac-sha512': keyOf('key-hmac-sha512.example.test', 'hmac-sha512', 'c2VjcmV0IG9mIGtleTUxMg=='),
} as const;

/** Seconds; when the exchanges below were recorded. */
const recordedAt = 1_795_360_825;

/**
 * Known answers of another implementation: `dig +tcp +noedns +norecurse -y ALGORITHM:NAME:SECRET
 * home.example.test A` against a named 9.18 with those keys, both directions as they went over the
 * wire (the length prefix left out).
 */
const exchanges = [
  {
    algorithm: 'hmac-sha256',
    request: `aecd0020000100000000000104686f6d65076578616d706c65047465737400000100010f6b65792d686d
      61632d736861323536076578616d706c6504746573740000fa00ff00000000003d0b686d61632d7368613235360000
      006b030839012c002025f5d3892e0ea8051eeb4617cde917b3cd1f5cfa889e0fbfde7e8fe655b5f937aecd00000000`,
    reply: `aecd8400000100010001000204686f6d65076578616d706c6504746573740000010001c00c000100010000
      012c000451024501c011000200010000012c0006036e7331c011c03f000100010000012c00047f0000010f6b65792d
      686d61632d736861323536076578616d706c6504746573740000fa00ff00000000003d0b686d61632d736861323536
      0000006b030839012c0020711077ca2be72f2e99e38969977e850fb6dc15eb408c778c4af4a28747f3343baecd0000
      0000`,
  },
  {
    algorithm: 'hmac-sha384',
    request: `c3460020000100000000000104686f6d65076578616d706c65047465737400000100010f6b65792d686d
      61632d736861333834076578616d706c6504746573740000fa00ff00000000004d0b686d61632d7368613338340000
      006b030839012c00302036f35331223860acea32ae08e49dc836d28c7a156d800f98b5e8e0da2032399178fb461057
      c6facb207a4c1d27671ec34600000000`,
    reply: `c3468400000100010001000204686f6d65076578616d706c6504746573740000010001c00c000100010000
      012c000451024501c011000200010000012c0006036e7331c011c03f000100010000012c00047f0000010f6b65792d
      686d61632d736861333834076578616d706c6504746573740000fa00ff00000000004d0b686d61632d736861333834
      0000006b030839012c003048af926f8297e34e2c7f0b7fb604019ed78a3f29f2bdb86447d92adfd86959ae6e7e054b
      5a0ecd91d8fd16f3fe947e29c34600000000`,
  },
  {
    algorithm: 'hmac-sha512',
    request: `d3210020000100000000000104686f6d65076578616d706c65047465737400000100010f6b65792d686d
      61632d736861353132076578616d706c6504746573740000fa00ff00000000005d0b686d61632d7368613531320000
      006b030839012c00405627e0185b1778c82f95e093e390fb4fb50256372311d2ca15a88bedde75059ffad79bd304e4
      144dc066398de74d5f9bee2b8f14c153f42a8db2d66a862ec739d32100000000`,
    reply: `d3218400000100010001000204686f6d65076578616d706c6504746573740000010001c00c000100010000
      012c000451024501c011000200010000012c0006036e7331c011c03f000100010000012c00047f0000010f6b65792d
      686d61632d736861353132076578616d706c6504746573740000fa00ff00000000005d0b686d61632d736861353132
      0000006b030839012c004078df05f02a5fca6034975ad7a63e814979917fe469b0e7fc28a316c2f0395fa5bfaebf7f
      dc2810fc39d8b76b4523c2a237242a8fa24d33fb5208a9b6dd1909f1d32100000000`,
  },
] as const;

/** The same, by `nsupdate -v -y …` with a prerequisite, a deletion and an addition. */
const nsupdate = {
  request: `c15d28000001000100020001076578616d706c650474657374000006000104686f6d65c00c000100010000
    0000000451024501c01e000100ff000000000000c01e000100010000012c00045102458e0f6b65792d686d61632d7368
    61323536076578616d706c6504746573740000fa00ff00000000003d0b686d61632d7368613235360000006b03083901
    2c00200bacd80fd6f23f626ce530a852ea365336d3bf1d7f805e065ebfa16885259f56c15d00000000`,
  reply: `c15da8000001000000000001076578616d706c65047465737400000600010f6b65792d686d61632d7368613235
    36076578616d706c6504746573740000fa00ff00000000003d0b686d61632d7368613235360000006b030839012c0020
    cabaa412c6f9b4a0c35603b377bcf7643a0982b03f147a5c424d7a18b6687eeec15d00000000`,
};

/** Named's answer to `dig` with a wrong secret: NOTAUTH, BADSIG, no MAC. */
const badSignature = `588b8009000100000000000104686f6d65076578616d706c65047465737400000100010f6b65
  792d686d61632d736861323536076578616d706c6504746573740000fa00ff00000000001d0b686d61632d736861323536
  0000006b030839012c0000588b00100000`;

/** Named's answer to a query that was signed an hour too early; it was signed by our own code. */
const badTime = {
  key: keyOf('owner', 'hmac-sha256', 'b3duZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXMu'),
  requestMac: 'e7380d17ee759e701a65a5f8076fa96d5de4983c9e826cf997208ad5a6bba5ea',
  reply: `12348009000100000000000104686f6d65076578616d706c6504746573740000010001056f776e65720000fa
    00ff0000000000430b686d61632d7368613235360000006b02fa29012c0020e8f109cfad84a35f6a45d7c1e7008acc35
    4ae202e0d805d856e983776a423ba012340012000600006b030847`,
};

describe('TSIG signatures', () => {
  for (const { algorithm, request, reply } of exchanges) {
    const key = keys[algorithm];

    it(`are byte for byte those of dig with ${algorithm}`, () => {
      const found = findTsig(hex(request));
      const signed = signMessage(found?.signedBytes ?? hex(''), key, { time: recordedAt });
      expect(Buffer.from(signed.bytes)).toEqual(Buffer.from(hex(request)));
      expect(Buffer.from(signed.mac)).toEqual(Buffer.from(found?.mac ?? ''));
    });

    it(`of bind9 are accepted with ${algorithm}, for the request that they answer only`, () => {
      const requestMac = findTsig(hex(request))?.mac;
      expect(verifyMessage(hex(reply), [key], { time: recordedAt, requestMac })).toMatchObject({
        kind: 'verified',
        error: 'NOERROR',
      });
      const other = verifyMessage(hex(reply), [key], {
        time: recordedAt,
        requestMac: new Uint8Array(32),
      });
      expect(other).toEqual({ kind: 'badMac' });
      expect(verifyMessage(hex(reply), [key], { time: recordedAt })).toEqual({ kind: 'badMac' });
    });
  }

  it('of an update by nsupdate, and of its answer by bind9, are accepted', () => {
    const key = keys['hmac-sha256'];
    const request = verifyMessage(hex(nsupdate.request), [key], { time: recordedAt });
    expect(request.kind).toBe('verified');
    const requestMac = findTsig(hex(nsupdate.request))?.mac;
    const reply = verifyMessage(hex(nsupdate.reply), [key], { time: recordedAt, requestMac });
    expect(reply.kind).toBe('verified');
  });

  it('that bind9 refuses come back as a refusal that nobody vouches for', () => {
    expect(verifyMessage(hex(badSignature), Object.values(keys), { time: recordedAt })).toEqual({
      kind: 'refused',
      error: 'BADSIG',
    });
  });

  it('at the wrong time come back with the time of bind9, signed', () => {
    const { key, reply, requestMac } = badTime;
    const time = recordedAt - 3600;
    const verified = verifyMessage(hex(reply), [key], { time, requestMac: hex(requestMac) });
    expect(verified).toMatchObject({
      kind: 'verified',
      error: 'BADTIME',
      serverTime: 1_795_360_839,
    });
  });
});

const key = keys['hmac-sha256'];
const plain = encodeMessage(queryFor(0x1234, 'home.example.test', 'A', false));

describe('signing and verifying', () => {
  it('agree for every algorithm, and leave the message as it was', () => {
    for (const algorithm of tsigAlgorithms) {
      const { bytes } = signMessage(plain, keys[algorithm], { time: 1000 });
      expect(verifyMessage(bytes, [keys[algorithm]], { time: 1000 }).kind).toBe('verified');
      expect(findTsig(bytes)?.signedBytes).toEqual(plain);
    }
  });

  it('notice each changed byte', () => {
    const { bytes } = signMessage(plain, key, { time: 1000 });
    fc.assert(
      fc.property(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const changed = Uint8Array.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ flip;
          let kind = 'format';
          try {
            kind = verifyMessage(changed, [key], { time: 1000 }).kind;
          } catch (error) {
            if (!(error instanceof DnsFormatError)) throw error;
          }
          if (kind === 'verified') expect(meaning(changed)).toEqual(meaning(bytes));
        },
      ),
      { numRuns: 1000 },
    );
  });

  /** Capitals mean nothing, and the id may change on the way: RFC 8945 5.5.1. */
  function meaning(bytes: Uint8Array): unknown {
    const { message: _, ...facts } = findTsig(bytes) ?? { message: undefined };
    return facts;
  }

  it('allow five minutes between the clocks, not more', () => {
    const { bytes } = signMessage(plain, key, { time: 10_000 });
    const kindAt = (time: number) => verifyMessage(bytes, [key], { time }).kind;
    expect([9_700, 10_300].map(kindAt)).toEqual(['verified', 'verified']);
    expect([9_699, 10_301].map(kindAt)).toEqual(['badTime', 'badTime']);
  });

  it('tell an unknown key from a wrong secret', () => {
    const { bytes } = signMessage(plain, key, { time: 1000 });
    const kindWith = (more: Partial<TsigKey>) =>
      verifyMessage(bytes, [{ ...key, ...more }], { time: 1000 }).kind;
    expect(kindWith({ name: 'other' })).toBe('unknownKey');
    expect(kindWith({ algorithm: 'hmac-sha512' })).toBe('unknownKey');
    expect(kindWith({ secret: Uint8Array.of(1) })).toBe('badMac');
    expect(verifyMessage(plain, [key], { time: 1000 }).kind).toBe('unsigned');
  });

  it('do not accept a shortened MAC', () => {
    const { bytes } = signMessage(plain, key, { time: 1000 });
    const message = decodeMessage(bytes);
    const record = message.additional.at(-1);
    const data = record?.data.kind === 'opaque' ? record.data.bytes : new Uint8Array(0);
    // Algorithm (13), time (6), fudge (2), then the MAC's size and its first 16 bytes of 32.
    const short = Uint8Array.of(
      ...data.slice(0, 21),
      0,
      16,
      ...data.slice(23, 39),
      ...data.slice(55),
    );
    const changed = encodeMessage({
      ...message,
      additional: [
        {
          name: key.name,
          type: 'TSIG',
          class: 'ANY',
          ttl: 0,
          data: { kind: 'opaque', bytes: short },
        },
      ],
    });
    expect(verifyMessage(changed, [key], { time: 1000 }).kind).toBe('badMac');
  });

  it('accept the TSIG as the last record only', () => {
    const message = decodeMessage(signMessage(plain, key, { time: 1000 }).bytes);
    const extra = { name: '', type: 'TXT', class: 'IN', ttl: 0, data: { kind: 'empty' } } as const;
    const moved = { ...message, additional: [...message.additional, extra] };
    const twice = { ...message, additional: [...message.additional, ...message.additional] };
    const elsewhere = { ...message, answer: message.additional, additional: [] };
    for (const one of [moved, twice, elsewhere]) {
      expect(() => verifyMessage(encodeMessage(one), [key], { time: 1000 })).toThrow(
        DnsFormatError,
      );
    }
  });

  it('say unsigned why a signature was refused', () => {
    const request = findTsig(signMessage(plain, key, { time: 1000 }).bytes);
    if (request === undefined) throw new Error('no TSIG');
    const bytes = refuseSignature(plain, request, 'BADKEY');
    expect(verifyMessage(bytes, [key], { time: 1000 })).toEqual({
      kind: 'refused',
      error: 'BADKEY',
    });
  });
});

describe('a secret', () => {
  it.each([
    ['c2VjcmV0', 6],
    ['c2VjcmU=', 5],
    ['c2VjcmV0IQ==', 7],
  ])('is base64: %s', (text, length) => {
    expect(readTsigSecret(text)).toHaveLength(length);
  });

  it.each(['', 'c2VjcmV', 'c2VjcmV0 ', 'secret!!', 'c2Vj-mV0', '===='])('is not %j', (text) => {
    expect(readTsigSecret(text)).toBeUndefined();
  });
});
