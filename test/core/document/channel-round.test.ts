import { expect, it } from 'vitest';
import { loadChannels } from '../../../electron/channels/registry.ts';
import type { AccountEntry, EnteredValue } from '../../../electron/contract/forms.ts';
import { takeSecrets } from '../../../electron/core/document/adopt.ts';
import { applyEdit } from '../../../electron/core/document/edit.ts';
import { settingsForm } from '../../../electron/core/document/form.ts';
import { channelForm } from '../../../electron/core/views/channel-form.ts';

const channels = await loadChannels();
const kinds = { providers: [], channels };

/** A value for every field, as a form would enter it: several lines and headers where it takes them. */
function filled(id: string): AccountEntry['values'] {
  const form = channelForm(id, channels, 'en');
  const values = (form?.fields ?? []).map(({ path, input, placeholder }): [string, string] => {
    switch (input.kind) {
      case 'choice':
        return [path, input.options.at(-1)?.value ?? ''];
      case 'switch':
        return [path, 'true'];
      case 'number':
        return [path, placeholder ?? '3'];
      case 'pairs':
        return [`${path}/X-Name`, 'two words'];
      case 'ticks':
        return [path, 'changed\naction'];
      default:
        return [
          path,
          'multiline' in input && input.multiline ? 'one\n  two\n' : (placeholder ?? 'text'),
        ];
    }
  });
  return Object.fromEntries(values);
}

it.each(channels.map(({ id }) => id))(
  'a form of every field comes back as it was left: %s',
  (id) => {
    const values = filled(id);
    const present = { document: { version: 1 }, texts: new Map<string, string>() };
    const channel = { id: 'mine', service: id, values };
    const made = applyEdit({ kind: 'channel', isNew: true, channel }, present, kinds, 'en');
    expect(made.problems).toEqual([]);
    const { document, fresh } = takeSecrets(made.document, kinds);
    const isKept = (each: string) => fresh.has(each);
    const shown = settingsForm({ document, kinds, records: [], isKept, revision: '1' });
    expect(shown.odd).toEqual([]);
    const [held] = shown.channels;
    expect(Object.keys(held?.values ?? {}).sort()).toEqual(
      Object.keys(values)
        .filter((path) => values[path] !== '')
        .sort(),
    );
    const again = Object.entries(held?.values ?? {}).map(([path, each]): [string, EnteredValue] => [
      path,
      each.kind === 'text' ? each.text : { keep: true },
    ]);
    const entry = { id: 'mine', service: id, values: Object.fromEntries(again) };
    const next = { document, texts: fresh };
    const saved = applyEdit({ kind: 'channel', isNew: false, channel: entry }, next, kinds, 'en');
    expect(saved.problems).toEqual([]);
    expect(saved.document).toEqual(document);
  },
);

it('offers the site of a service, and no article in its place', () => {
  const offering = channels.filter(({ id }) => channelForm(id, channels, 'en')?.link !== undefined);
  const without = channels.filter((each) => !offering.includes(each));
  expect(without.map(({ id }) => id)).toEqual(['webhook', 'email']);
});
