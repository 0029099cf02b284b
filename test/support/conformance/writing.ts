import { describe, expect, it } from 'vitest';
import { saying } from '../detail.ts';
import { home, home6, kinds, old, old6, type Trial } from './trial.ts';
import { itWhere } from './where.ts';
import { change } from './world.ts';

/** What is written, and what is left alone. */
export function describeWriting(trial: Trial): void {
  const { harness, apply, applyOne, values, one } = trial;
  const [kept, set] = harness.ttls || [1234, 600];
  const add = (name: string, type: string, value: string, ttl?: number) =>
    trial.world().addRecord({ name, type, value, ...(ttl === undefined ? {} : { ttl }) });

  describe('writing', () => {
    it('makes records that are missing, of both families', async () => {
      const outcomes = await apply(
        change('new.example.com', home),
        change('new.example.com', home6),
      );
      expect(kinds(outcomes)).toEqual(['created', 'created']);
      expect(values('new.example.com', 'A')).toEqual([home]);
      expect(values('new.example.com', 'AAAA')).toEqual([home6]);
    });

    it('changes an address and says what was there before', async () => {
      add('home.example.com', 'A', old);
      const outcome = await applyOne(change('home.example.com', home));
      expect(outcome).toMatchObject({ kind: 'updated', previous: { text: old } });
      expect(values('home.example.com')).toEqual([home]);
    });

    it('says how it knows, in the making and in the changing', async () => {
      add('home.example.com', 'A', old);
      const outcomes = await apply(
        change('home.example.com', home),
        change('new.example.com', home),
      );
      const evidence = (moment: 'making' | 'changing') =>
        harness.echoes === true || harness.echoes === moment ? 'provider' : 'accepted';
      expect(outcomes).toMatchObject([
        { evidence: evidence('changing') },
        { evidence: evidence('making') },
      ]);
    });

    it('writes nothing where the record is right already', async () => {
      add('home.example.com', 'A', home);
      add('home.example.com', 'AAAA', home6);
      const outcomes = await apply(
        change('home.example.com', home),
        change('home.example.com', home6),
      );
      expect(kinds(outcomes)).toEqual(['alreadyRight', 'alreadyRight']);
      expect(trial.world().requests().writes).toBe(0);
    });

    it('compares IPv6 addresses in binary, not as text', async () => {
      add('home.example.com', 'AAAA', '2A02:8071:0001:0002:0:0:0:7');
      const outcome = await applyOne(change('home.example.com', home6));
      expect(outcome).toMatchObject({ kind: 'alreadyRight' });
    });

    it('never mixes up types (ddns-go: an AAAA update overwrote the A record)', async () => {
      add('home.example.com', 'A', old);
      add('home.example.com', 'AAAA', old6);
      add('home.example.com', 'TXT', '"note"');
      await apply(change('home.example.com', home6));
      expect(values('home.example.com', 'A')).toEqual([old]);
      expect(values('home.example.com', 'AAAA')).toEqual([home6]);
      expect(values('home.example.com', 'TXT')).toEqual(['"note"']);
    });

    it('keeps TTL, comments and tags as found (ddns-go: a PUT dropped the tags and reset the TTL)', async () => {
      add('home.example.com', 'A', old, harness.ttls === false ? undefined : kept);
      const before = one('home.example.com', 'A');
      await apply(change('home.example.com', home));
      expect(one('home.example.com', 'A')).toEqual({ ...before, value: home });
    });

    itWhere(harness.ttls !== false)(
      'sets the TTL that the user set, on new and on old records',
      async () => {
        add('home.example.com', 'A', home, kept);
        const outcomes = await apply(
          change('home.example.com', home, { ttl: set }),
          change('new.example.com', home, { ttl: set }),
        );
        expect(kinds(outcomes)).toEqual(['updated', 'created']);
        expect(one('home.example.com', 'A')?.ttl).toBe(set);
        expect(one('new.example.com', 'A')?.ttl).toBe(set);
      },
    );

    it('leaves every other record of the zone as it was', async () => {
      add('home.example.com', 'A', old);
      for (const name of ['ahome.example.com', 'www.home.example.com', 'example.com']) {
        add(name, 'A', old);
      }
      add('example.com', 'MX', 'mail.example.com');
      const others = () =>
        trial
          .world()
          .records()
          .filter(({ name }) => name !== 'home.example.com');
      const before = others();
      await apply(change('home.example.com', home));
      expect(others()).toEqual(before);
    });

    it('writes the apex and a wildcard', async () => {
      add('example.com', 'A', old);
      add('www.example.com', 'A', old);
      const outcomes = await apply(change('example.com', home), change('*.example.com', home));
      expect(kinds(outcomes)).toEqual(['updated', 'created']);
      expect(values('example.com')).toEqual([home]);
      expect(values('*.example.com')).toEqual([home]);
      expect(values('www.example.com')).toEqual([old]);
      expect(kinds(await apply(change('*.example.com', old)))).toEqual(['updated']);
    });

    it('writes names and zones with letters beyond ASCII', async () => {
      trial.world().addZone('xn--bcher-kva.example');
      const name = 'xn--hm-via.xn--bcher-kva.example';
      expect(kinds(await apply(change(name, old)))).toEqual(['created']);
      expect(kinds(await apply(change(name, home)))).toEqual(['updated']);
      expect(values(name)).toEqual([home]);
    });

    itWhere(harness.duplicates)(
      'leaves one record where several had the name and type',
      async () => {
        add('home.example.com', 'A', '81.2.69.1');
        add('home.example.com', 'A', old);
        add('home.example.com', 'AAAA', home6);
        const outcome = await applyOne(change('home.example.com', home));
        expect(outcome.kind).toBe('updated');
        expect(values('home.example.com', 'A')).toEqual([home]);
        expect(values('home.example.com', 'AAAA')).toEqual([home6]);
      },
    );

    itWhere(harness.duplicates)('keeps the right one of several records', async () => {
      add('home.example.com', 'A', old);
      add('home.example.com', 'A', home);
      const outcome = await applyOne(change('home.example.com', home));
      expect(outcome.kind).toBe('updated');
      expect(values('home.example.com', 'A')).toEqual([home]);
    });

    itWhere(harness.aliases)(
      'leaves a CNAME alone, and names its target where it is shown',
      async () => {
        add('www.example.com', 'CNAME', 'host.example.net');
        const outcomes = await apply(
          change('www.example.com', home),
          change('a.example.com', home),
        );
        expect(kinds(outcomes)).toEqual(['conflict', 'created']);
        if (harness.aliases === 'seen') {
          expect(outcomes[0]).toMatchObject({ detail: saying('host.example.net') });
        }
        expect(values('www.example.com')).toEqual(['host.example.net']);
      },
    );

    itWhere(harness.lines)(
      'leaves records for one network alone (ddns-go: the wrong line was taken)',
      async () => {
        const world = trial.world();
        world.addRecord({ name: 'home.example.com', type: 'A', value: old, line: 'telecom' });
        world.addRecord({ name: 'home.example.com', type: 'A', value: old });
        world.addRecord({ name: 'lan.example.com', type: 'A', value: old, line: 'telecom' });
        const telecom = () => world.records().filter(({ extras }) => extras.includes('telecom'));
        const before = telecom();
        const outcomes = await apply(
          change('home.example.com', home),
          change('lan.example.com', home),
        );
        expect(kinds(outcomes)).toEqual(['updated', 'created']);
        expect(telecom()).toEqual(before);
        expect([...values('home.example.com')].toSorted()).toEqual([home, old]);
        expect([...values('lan.example.com')].toSorted()).toEqual([home, old]);
      },
    );
  });
}
