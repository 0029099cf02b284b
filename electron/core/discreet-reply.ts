import type { Reply } from './reply.ts';

type Clean = (text: string) => string;

/** Cleans the texts of a JSON value, the names of its fields too. */
function cleanJson(body: string, clean: Clean): unknown {
  try {
    return JSON.parse(body, (_, value: unknown) => {
      if (typeof value === 'string') return clean(value);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [clean(key), each]));
    });
  } catch {
    return undefined;
  }
}

/**
 * An answer with the secrets taken out of its texts before anything is cut off them: half a secret
 * is not known for one.
 */
export function discreetReply(reply: Reply, clean: Clean): Reply {
  const headers = Object.fromEntries(
    Object.entries(reply.headers).map(([name, value]) => [name, clean(value)]),
  );
  return { ...reply, headers, body: clean(reply.body), json: cleanJson(reply.body, clean) };
}
