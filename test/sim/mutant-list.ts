/** One deliberate break of a rule of the domain. */
export interface Mutant {
  /** The rule that it breaks, 1 to 11. */
  readonly rule: number;
  /** What the product does wrong then. */
  readonly what: string;
  /** Below electron/. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The test that must fail; without one the simulator must. */
  readonly test?: string;
}

/** At least one break of each of the eleven rules. */
export const mutants: readonly Mutant[] = [
  {
    rule: 1,
    what: 'writes the last known address where the present one could not be found out',
    file: 'core/plan.ts',
    find: '  const detection = input.detections[familyOf(record.type)];',
    replace: `  const found = input.detections[familyOf(record.type)];
  const old = state.families[familyOf(record.type)].address;
  const detection = found.kind === 'known' || !old ? found : { kind: 'known', address: old };`,
    // Rare in the world, so that few seeds show it.
    test: 'test/rules.test.ts',
  },
  {
    rule: 2,
    what: 'believes a single voice',
    file: 'core/quorum.ts',
    find: 'const majority = 2;',
    replace: 'const majority = 1;',
  },
  {
    rule: 2,
    what: 'believes what anybody on the way can have said',
    file: 'core/quorum.ts',
    find: '    if (agreeing.some(({ trusted }) => trusted)) return',
    replace: '    return',
  },
  {
    rule: 2,
    what: 'believes the sources against the gateway',
    file: 'core/steady.ts',
    find: '  if (sameAddress(detection.address, gateway.address)) return detection;',
    replace: '  return detection;',
  },
  {
    rule: 2,
    what: 'publishes the exit of a tunnel',
    file: 'core/around.ts',
    find: '  if (rules?.tunnels === true || rules?.bind !== undefined) return false;',
    replace: '  return false;',
  },
  {
    rule: 2,
    what: 'asks the Internet in each check, whatever the gateway says',
    file: 'core/steady.ts',
    find: '!insists(trigger) && askAgain > now',
    replace: '!insists(trigger) && askAgain > now + 3_600_000',
  },
  {
    rule: 2,
    what: 'asks a source again that it asked a minute ago',
    file: 'core/source-order.ts',
    find: '  return age >= 0 && age < spacing;',
    replace: '  return age >= 0 && age < spacing / 5;',
  },
  {
    rule: 3,
    what: 'sets a TTL that the user did not set',
    file: 'providers/cloudflare/plan.ts',
    find: '...(record.ttl !== undefined && record.ttl !== kept.ttl && !proxied ? { ttl: record.ttl } : {}),',
    replace: '...(proxied ? {} : { ttl: record.ttl ?? 3600 }),',
  },
  {
    rule: 4,
    what: 'writes no family while one of them is not known',
    file: 'core/plan.ts',
    find: "  if (detection.kind !== 'known') {",
    replace:
      "  if (Object.values(input.detections).some(({ kind }) => kind !== 'known' && kind !== 'off')) {",
  },
  {
    rule: 5,
    what: 'goes on after the host has banned it',
    file: 'core/schedule.ts',
    find: '  blocked: stop,',
    replace: '  blocked: link,',
  },
  {
    rule: 5,
    what: 'repeats an unchanged update every hour',
    file: 'core/plan.ts',
    find: "  if (!force && !changed) return { kind: 'upToDate' };",
    replace:
      "  if (!force && !changed) return age > 3_600_000 ? 'keepAlive' : { kind: 'upToDate' };",
  },
  {
    rule: 6,
    what: 'says in each check that it is offline',
    file: 'core/whereabouts.ts',
    find: '  if (offline === (keeper.state.offlineSince !== undefined)) return;',
    replace: '  if (!offline) return;',
  },
  {
    rule: 7,
    what: 'forgets what it has told',
    file: 'core/views/notices.ts',
    find: '  return { notices: result, told };',
    replace: '  return { notices: result, told: {} };',
  },
  {
    rule: 7,
    what: 'does not note what a channel is being told',
    file: 'core/notify/attempt.ts',
    find: '  const isKept = await keeper.save();',
    replace: '  const isKept = true;',
  },
  {
    rule: 7,
    what: 'tells a channel again what may have arrived there',
    file: 'core/notify/queue.ts',
    find: '  if (open !== undefined && repeatable && now',
    replace: '  if (open !== undefined && now',
  },
  {
    rule: 7,
    what: 'says nothing of the end of a problem that a channel knows of',
    file: 'core/notify/merge.ts',
    find: '    const isKnown = open.some((key) => isEndedBy(key, notice));',
    replace: '    const isKnown = false;',
    // Both have to wait there at once.
    test: 'test/core/notify/merge.test.ts',
  },
  {
    rule: 8,
    what: 'takes the acceptance for a confirmation by the name servers',
    file: 'core/remember.ts',
    find: "isConfirmed(before, change, outcome) ? 'authoritative' : outcome.evidence",
    replace: "'authoritative'",
  },
  {
    rule: 9,
    what: 'repeats what a service says, secrets and all',
    file: 'core/redact.ts',
    find: '  const text = (found: string) => {',
    replace: '  const text = (found: string) => {\n    if (mark !== redacted) return found;',
  },
  {
    rule: 10,
    what: 'does not note what is under way',
    file: 'core/bring-about.ts',
    find: '  keeper.update((state) => markInFlight(state, all, ports.clock.now()));',
    replace: '',
  },
  {
    rule: 11,
    what: 'ignores a key that it does not know',
    file: 'core/settings/reader-walk.ts',
    find: "    report(within(place, key), { kind: 'unknownKey', field: key, known }, true);",
    replace: '',
    test: 'test/core/settings-reader.test.ts',
  },
];
