import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { savedEntry } from '../accounts/entry.ts';
import type { PageProps } from '../app.tsx';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import type { SetupDraft } from '../drafts.ts';
import { goTo } from '../navigate.ts';
import { useServices } from '../services.ts';
import { AccountStep } from '../setup/account-step.tsx';
import { Done, type Saved } from '../setup/done.tsx';
import { emptySetup, freeId, namesOf, useKept, useSetup } from '../setup/draft.ts';
import { Frame } from '../setup/frame.tsx';
import { PreviewStep } from '../setup/preview-step.tsx';
import { RecordsStep } from '../setup/records-step.tsx';
import { ServiceStep } from '../setup/service-step.tsx';
import { shown } from '../texts.ts';
import { useTexts, useView } from '../use-view.ts';

/** From nothing to a verified record; with an item, from an account to one more. */
export function SetupPage({ snapshot, item }: PageProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.setup;
  const { form } = useView();
  const services = useServices();
  const setup = useSetup(item);
  const [saved, setSaved] = useState<Saved | undefined>();
  const [marked, setMarked] = useState(false);
  const kept = useKept(item);
  const { value, patch, drop } = setup;
  const { step, existing } = value;

  if (saved !== undefined) {
    const another = () => {
      setSaved(undefined);
      if (item !== undefined) goTo('setup');
    };
    return <Done saved={saved} snapshot={snapshot} onAnother={another} />;
  }
  if (existing !== item) return <Unfinished other={existing} onDrop={drop} />;
  const held = form?.accounts.find(({ id }) => id === item);
  if (item !== undefined && held === undefined) {
    return (
      <Page name="setup" title={texts.pages.setup}>
        <p role={form === undefined ? 'status' : 'alert'}>
          {form === undefined ? texts.loading : texts.form.gone}
        </p>
      </Page>
    );
  }
  const account =
    held === undefined
      ? { id: value.id, service: value.service ?? '', values: value.values }
      : savedEntry(held);
  const names = namesOf(value, kept);
  const card = services?.find(({ id }) => id === account.service);
  const name = shown(card?.name ?? account.service);
  const choose = (service: string) => {
    const same = service === value.service;
    const id = freeId(service, form?.accounts.map((each) => each.id) ?? []);
    patch(same ? { step: 'account' } : { ...emptySetup(undefined), service, id, step: 'account' });
  };
  const go = (to: SetupDraft['step'], wrong = false) => {
    setMarked(wrong);
    patch({ step: to });
  };
  const common = { setup, account, snapshot, marked };
  return (
    <Frame
      step={step}
      title={
        existing !== undefined && step === 'records'
          ? words.adding(shown(existing))
          : words.titles[step](name)
      }
      adding={existing !== undefined}
      entered={setup.entered}
      onCancel={() => {
        drop();
        if (item !== undefined) goTo({ page: 'accounts', item });
        else goTo(snapshot.accounts.length > 0 ? 'accounts' : 'status');
      }}
    >
      {step === 'service' && <ServiceStep onChoose={choose} />}
      {step === 'account' && <AccountStep {...common} />}
      {step === 'records' && <RecordsStep {...common} names={names} kept={kept} />}
      {step === 'preview' && (
        <PreviewStep
          {...common}
          names={names}
          onMend={(to) => go(to, true)}
          onSaved={(before) => {
            setSaved({ account: account.id.trim(), before });
            drop();
          }}
        />
      )}
    </Frame>
  );
}

interface UnfinishedProps {
  /** The account to which names were being added; undefined: a new one. */
  readonly other: string | undefined;
  readonly onDrop: () => void;
}

/** Another setup was begun and not ended. Only the user knows which one counts. */
function Unfinished({ other, onDrop }: UnfinishedProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.setup;
  return (
    <Page name="setup" title={texts.pages.setup}>
      <Banner kind="caution">
        {other === undefined ? words.unfinished : words.unfinishedNames(shown(other))}
      </Banner>
      <div class="actions">
        <Button kind="accent" onPress={() => goTo({ page: 'setup', item: other })}>
          {words.goOn}
        </Button>
        <Button onPress={onDrop}>{words.startOver}</Button>
      </div>
    </Page>
  );
}
