import { isNameProblem, type Name, parseName, relativeName } from '../../core/name.ts';

/** More characters than any name has, however it is written. */
const tooLong = 1000;

/**
 * A name as a service shows it (Unicode, capitals, a final dot, `\052` for `*`) as ours; a zone's may
 * have one label. Empty, and so like no name of ours, for what is none.
 */
export function wireName(shown: string): Name {
  if (shown.length > tooLong) return '';
  const text = shown.replace(/^\\052(?=\.)/, '*');
  const name = parseName(text);
  if (!isNameProblem(name)) return name;
  const below = name === 'single' ? parseName(`a.${text}`) : name;
  return isNameProblem(below) ? '' : below.slice(2);
}

/**
 * A host as a service that shows relative names shows it (`''` and `@` for the zone, `home`; with a
 * final dot it is absolute) as a full name. What ends with the zone's name is relative all the same:
 * `example.com` is example.com.example.com, which is nothing of the zone's own.
 */
export function relativeTo(host: string, zone: Name): Name {
  if (host === '' || host === '@') return zone;
  return wireName(host.endsWith('.') ? host : `${host}.${zone}`);
}

/** The name inside its zone; `apex` for the zone itself. */
export function hostOf(name: Name, zone: Name, apex: '' | '@'): string {
  return name === zone ? apex : relativeName(name, zone);
}

/** With the final dot of an absolute name (RFC 1034 3.1). */
export function absolute(name: Name): string {
  return `${name}.`;
}
