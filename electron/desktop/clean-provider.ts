import { type Detail, isFailure } from '../core/outcome.ts';
import type { Provider } from '../core/provider.ts';

type Clean = (text: string) => string;

function cleanDetail(detail: Detail, clean: Clean): Detail {
  if (typeof detail === 'string') return clean(detail);
  return { en: clean(detail.en), 'zh-CN': clean(detail['zh-CN']) };
}

/**
 * The same provider, whose failures say nothing that `clean` takes out. Each takes out the secrets
 * of its own account already; a host may know those of another account too, and say them.
 */
export function cleanProvider(provider: Provider, clean: Clean): Provider {
  return {
    ...provider,
    async apply(changes, account, context) {
      const outcomes = await provider.apply(changes, account, context);
      return outcomes.map((outcome) =>
        isFailure(outcome) ? { ...outcome, detail: cleanDetail(outcome.detail, clean) } : outcome,
      );
    },
  };
}
