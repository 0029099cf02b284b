import type { Localized } from '../contract/language.ts';
import type { Family } from '../core/address.ts';
import type { Provider } from '../core/provider.ts';
import type { Settings, SourceSpec } from '../core/settings.ts';
import type { Source } from '../core/source.ts';
import type { FindProvider } from '../core/views/outcome.ts';
import type { Output, TextStream } from './output.ts';

/** A host that one provider knows by name. */
interface PresetInfo {
  readonly id: string;
  readonly name: Localized;
  readonly website: string;
  readonly docs: string;
  readonly families: readonly Family[];
}

/** What the composition root hands in: the registries, and this process. */
export interface World {
  readonly version: string;
  readonly providers: readonly Provider[];
  /** By the provider's id. */
  readonly presets: Readonly<Record<string, readonly PresetInfo[]>>;
  readonly sources: readonly (Source & { readonly default: boolean })[];
  readonly sourceFor: (spec: SourceSpec) => Source;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Tells the demonstration's story; resolves with the exit status. */
  readonly demo: (output: {
    readonly language: Output['language'];
    readonly write: (text: string) => void;
    readonly bold: (text: string) => string;
  }) => Promise<number>;
}

/** All that one command works with. */
export interface Context {
  readonly world: World;
  readonly output: Output;
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
}

function presetIdOf(fields: unknown): unknown {
  return typeof fields === 'object' && fields !== null && 'preset' in fields
    ? fields.preset
    : undefined;
}

/**
 * Looks providers up for the sentences that name them. A provider with presets is named by the
 * account's preset; without one it goes by its id, rather than by a list of hosts that are not meant.
 */
export function providerFinder(
  { providers, presets }: Pick<World, 'providers' | 'presets'>,
  settings?: Settings,
): FindProvider {
  return (id, account) => {
    const provider = providers.find((one) => one.id === id);
    const known = presets[id];
    if (provider === undefined || known === undefined) return provider;
    const fields = account === undefined ? undefined : settings?.accounts[account]?.fields;
    const preset = known.find((one) => one.id === presetIdOf(fields));
    const name = preset?.name ?? { en: id, 'zh-CN': id };
    return { id, name, docs: preset?.docs ?? provider.docs };
  };
}
