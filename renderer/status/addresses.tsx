import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { clockText } from '../../electron/contract/i18n/format.ts';
import type { AddressView } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Result } from '../components/result.tsx';
import { shown } from '../texts.ts';
import { agoText } from '../times.ts';
import { useNow } from '../use-now.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

/** The public address of each family. */
export function Addresses({
  addresses,
}: {
  readonly addresses: readonly AddressView[];
}): JSX.Element | null {
  const { texts } = useTexts();
  const wanted = addresses.filter(({ unused }) => !unused);
  if (wanted.length === 0) return null;
  return (
    <section class="group" aria-labelledby="addresses-title">
      <h2 id="addresses-title">{texts.status.addresses}</h2>
      <ul class="addresses">
        {wanted.map((view) => (
          <Address key={view.family} view={view} />
        ))}
      </ul>
    </section>
  );
}

function Address({ view }: { readonly view: AddressView }): JSX.Element {
  const { texts, language } = useTexts();
  const task = useTask();
  const now = useNow(10_000);
  const { address, family, label, seen, sentence, since } = view;
  // What was copied is another address now.
  useEffect(() => task.clear(), [address]);
  const times = [
    ...(address !== undefined && since !== undefined
      ? [texts.status.since(clockText(language, since, now))]
      : []),
    ...(seen === undefined ? [] : [texts.status.seen(agoText(language, seen, now))]),
  ];
  const copy = () =>
    task.run(
      () => ask('copyAddress', { family }),
      () => texts.actions.copied,
    );
  return (
    <li class="card address">
      <div class="address-line">
        <span class="badge">{shown(label)}</span>
        <bdi class={address === undefined ? 'hint' : 'address-text'}>
          {shown(address ?? (sentence === '' ? texts.status.notKnown : sentence))}
        </bdi>
        {address !== undefined && (
          <Button
            kind="quiet"
            label={texts.actions.copyAddress(label)}
            busy={task.busy}
            onPress={() => void copy()}
          >
            <Icon name={task.state.kind === 'done' ? 'check' : 'copy'} />
          </Button>
        )}
      </div>
      <div class={task.state.kind === 'failed' ? '' : 'hidden'}>
        <Result task={task} />
      </div>
      {times.length > 0 && (
        <p class="facts">
          {times.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      )}
      {address !== undefined && sentence !== '' && <p class="hint">{shown(sentence)}</p>}
    </li>
  );
}
