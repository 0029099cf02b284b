import { catalogue } from '../contract/i18n/catalogue.ts';
import type { UpdateWish } from '../core/local/wish.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import type { FindProvider } from '../core/views/outcome.ts';
import { line } from '../core/views/page.ts';
import { updatePage } from '../core/views/update-page.ts';
import { type Found, findInstance, type Told } from '../node/local/client.ts';
import { appStateFolder } from '../node/local/places.ts';
import type { Context, World } from './context.ts';
import { errorResult, type Result } from './result.ts';
import { stateFolder } from './settings.ts';

/** A state folder, and who keeps it. */
export interface Keeping {
  readonly folder: string;
  readonly found: Found;
}

/** The folders whose instance may be meant: the one that the user names, or ours and the tray app's. */
function placesOf(world: World, option: string | undefined): readonly string[] {
  const own = stateFolder(world, option);
  return option === undefined ? [own, appStateFolder(world)] : [own];
}

/** Looks for a running instance; where there is none, tells of the command's own folder. */
export async function lookForInstance(
  option: string | undefined,
  { world, signal }: Pick<Context, 'world' | 'signal'>,
): Promise<Keeping> {
  for (const folder of placesOf(world, option)) {
    const found = await findInstance(folder, world.version, signal);
    if (found.kind !== 'none') return { folder, found };
  }
  return { folder: stateFolder(world, option), found: { kind: 'none' } };
}

/** Why the running instance did not do it, as the rest of the sentence that it is there. */
function whyNot(
  found: Exclude<Found, { kind: 'none' }>,
  told: Exclude<Told<never>, { kind: 'done' }> | undefined,
  { output }: Context,
): string {
  const { why } = catalogue(output.language).local;
  if (told?.kind === 'refused') return why.refused(told.message);
  if (told?.kind === 'lost') return why.lost;
  return found.kind === 'otherVersion' ? why.version(found.version) : why.silent;
}

/**
 * Lets the running instance check, and shows its report as if the check were ours. `find` knows the
 * services of settings at hand.
 */
export async function forwardUpdate(
  { folder, found }: Keeping & { readonly found: Exclude<Found, { kind: 'none' }> },
  wish: UpdateWish,
  context: Context,
  find?: FindProvider,
): Promise<Result> {
  const { world, output, signal } = context;
  const { language } = output;
  const texts = catalogue(language);
  const pid = found.kind === 'running' ? found.instance.pid : found.pid;
  output.progress(texts.cli.progress.address);
  const told =
    found.kind === 'running' ? await found.instance.update(wish, language, signal) : undefined;
  if (told?.kind === 'done') {
    const { data } = told;
    await world.needProviders(data.records.map(({ provider }) => provider));
    const page = updatePage(data, find ?? providerFinder(world), language);
    const note = line(texts.local.forwarded(String(pid)), 'quiet');
    return { status: data.status, data, page: [note, ...page] };
  }
  if (told?.kind === 'refused' && told.error === 'usage') {
    return errorResult(2, 'usage', told.message);
  }
  const sentence = texts.state.locked(folder, String(pid));
  return errorResult(1, 'locked', texts.cli.usage.together(sentence, whyNot(found, told, context)));
}
