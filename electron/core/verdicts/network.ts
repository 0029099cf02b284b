import { classify, type Family, families, sameAddress } from '../address.ts';
import { minute, second } from '../duration.ts';
import type { Detail } from '../outcome.ts';
import type { SourceFailureKind } from '../source.ts';
import type { Detection, Silence } from '../state.ts';
import type { Verdict } from '../verdict.ts';
import { eachSource, hasCode, isWebHeard, silencesOf, unheardInRow, voicesOf } from './answers.ts';
import { evidence } from './evidence.ts';
import type { Measured, VerdictFacts } from './facts.ts';

/** Two, because one service alone may have moved, or let its certificate run out. */
const enough = 2;
/** Milliseconds: nearer than that, certificates and signed requests still work. */
const tolerable = 5 * minute;

const familyName: Readonly<Record<Family, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };

/** Those that say nothing about who answers. */
const wordless: ReadonlySet<SourceFailureKind> = new Set(['offline', 'timeout', 'network']);

/** A certificate of another's, or of nobody's making, which a sign-in page has for every name. */
const othersCertificate = /ERR_TLS_CERT_ALTNAME_INVALID|DEPTH_ZERO_SELF_SIGNED_CERT/;
/** OpenSSL's codes for a certificate that is over, or whose time has not come. */
const wrongTime = /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/;

/** Web pages of two services, at the least: in this round, or one after the other. */
function isEnough(found: readonly Silence[], facts: VerdictFacts): boolean {
  return found.length >= enough || (found.length > 0 && unheardInRow(facts) >= enough);
}

/** No service answers over the web, and what does looks like a page to sign in on. */
export function captiveVerdicts(facts: VerdictFacts): readonly Verdict[] {
  if (isWebHeard(facts)) return [];
  const pages = eachSource(
    facts,
    (silence) => silence.kind === 'captive' || hasCode(silence, othersCertificate),
  );
  const others = eachSource(
    facts,
    ({ kind, source }) => !wordless.has(kind) && !pages.some((page) => page.source === source),
  );
  const voices = families.flatMap((family) => voicesOf(facts.last[family]));
  const only = pages.length > 0 && others.length + voices.length === 0;
  if (!isEnough(pages, facts) && !only) return [];
  return [{ kind: 'captivePortal', evidence: pages.map(({ detail }) => detail) }];
}

/** Hosts agree that this clock is off, or find nothing but certificates of another time. */
export function clockVerdicts(facts: VerdictFacts): readonly Verdict[] {
  const skews = facts.measured?.skews ?? [];
  const off = skews.filter(({ skew }) => Math.abs(skew) > tolerable);
  if (off.length >= enough && off.length * 2 > skews.length) {
    const found = off.map(({ host, skew }) =>
      evidence.skew(host, Math.round(Math.abs(skew) / second)),
    );
    return [{ kind: 'clockWrong', evidence: found }];
  }
  // An answer over https proves the clock as far as certificates go.
  if (skews.length > off.length || isWebHeard(facts)) return [];
  const found = eachSource(facts, (silence) => hasCode(silence, wrongTime));
  if (!isEnough(found, facts)) return [];
  return [{ kind: 'clockWrong', evidence: found.map(({ detail }) => detail) }];
}

/** Somebody else was asked in our name: not just another way out, where the router knows its only one. */
function askedEvidence({ asked }: Measured, { last, surroundings }: VerdictFacts): Detail[] {
  if (asked === undefined) return [];
  if (classify(asked) !== 'global') return [evidence.asked(asked.text)];
  const known = last.ipv4?.kind === 'known' ? last.ipv4.address : undefined;
  const word = surroundings?.gateway;
  const told = word?.kind === 'address' ? word.address : undefined;
  const one = sameAddress(told, known) && !sameAddress(asked, known);
  return one ? [evidence.asked(asked.text)] : [];
}

/** Name servers of different operators keep seeing somebody else than everybody else does. */
function lyingServers({ memories }: VerdictFacts): readonly Detail[] {
  const lying = Object.entries(memories).flatMap(([key, { lies }]) => {
    const source = key.slice(key.indexOf('/') + 1);
    return lies > 0 && source.startsWith('dns-') ? [source] : [];
  });
  const sources = [...new Set(lying)];
  return sources.length < enough ? [] : sources.map(evidence.contradicted);
}

/** Something on the way answers in place of the name servers. */
export function dnsVerdicts(facts: VerdictFacts): readonly Verdict[] {
  const { measured } = facts;
  const told = eachSource(facts, ({ kind }) => kind === 'hijacked').map(({ detail }) => detail);
  const seen =
    measured === undefined
      ? []
      : [
          ...measured.answeredNowhere.map(evidence.nowhere),
          ...measured.inside.map(({ name, address }) => evidence.inside(name, address)),
          ...askedEvidence(measured, facts),
        ];
  const found = [...told, ...lyingServers(facts), ...seen];
  return found.length === 0 ? [] : [{ kind: 'dnsHijacked', evidence: found }];
}

/** The family has no way out, while the other one works. */
function isMissing(family: Family, other: Family, { last, surroundings }: VerdictFacts): boolean {
  if (last[other]?.kind !== 'known') return false;
  const own = last[family];
  if (own?.kind !== 'unavailable' || own.why !== 'offline') return false;
  const egress = surroundings?.egress;
  if (egress?.[other] !== undefined) return egress[family] === undefined;
  return silencesOf(own).every(({ kind }) => kind === 'offline');
}

export function familyVerdicts(facts: VerdictFacts): readonly Verdict[] {
  const found = (kind: Verdict['kind'], family: Family): readonly Verdict[] => [
    { kind, family, evidence: [evidence.noRoute(familyName[family])] },
  ];
  if (isMissing('ipv4', 'ipv6', facts)) return found('ipv6Only', 'ipv4');
  const wanted = facts.wanted.includes('ipv6');
  return wanted && isMissing('ipv6', 'ipv4', facts) ? found('noIpv6', 'ipv6') : [];
}

/** Honest sources contradict each other, for a reason that nothing else tells. */
export function disagreeVerdicts({ last }: VerdictFacts): readonly Verdict[] {
  const answersOf = (detection: Detection) =>
    voicesOf(detection).map(({ source, address }) => evidence.seen(source, address.text));
  return families.flatMap((family): readonly Verdict[] => {
    const detection = last[family];
    if (detection?.kind !== 'disagree') return [];
    return [{ kind: 'disagree', family, evidence: answersOf(detection) }];
  });
}
