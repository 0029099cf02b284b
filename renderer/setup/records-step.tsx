import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useServiceForm } from '../services.ts';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';
import { NamesForm, type NamesFormProps } from './names-form.tsx';
import { TrialFailure } from './trial.tsx';
import { useAsked } from './use-asked.ts';

type RecordsStepProps = Omit<NamesFormProps, 'service' | 'zones'>;

/** Where the names of the account's service are chosen among: its zones, as far as they are known. */
export function RecordsStep(props: RecordsStepProps): JSX.Element {
  const { texts } = useTexts();
  const { account, setup } = props;
  const service = useServiceForm(account.service);
  const { zones: known } = setup.value;
  const isNew = setup.value.existing === undefined;
  const wanted = known === undefined && service?.listsZones === true;
  const { asked, again } = useAsked(wanted ? 'zones' : undefined, () =>
    ask('testAccount', { account, isNew }),
  );
  const told = asked.kind === 'told' ? asked.value : undefined;
  useEffect(() => {
    if (told?.kind === 'works') setup.patch({ zones: told.zones });
  }, [told]);
  if (account.service === '') return <p role="alert">{texts.accounts.unknownService}</p>;
  if (service === undefined) return <p role="status">{texts.loading}</p>;
  return (
    <>
      {asked.kind === 'asking' && <p role="status">{texts.setup.askingZones}</p>}
      {asked.kind === 'failed' && (
        <Banner kind="caution" action={<Button onPress={again}>{texts.actions.tryAgain}</Button>}>
          <p role="alert">{shown(asked.message)}</p>
        </Banner>
      )}
      {told?.kind === 'failed' && (
        <TrialFailure
          result={told}
          service={service}
          account={setup.value.existing}
          onTryAgain={again}
        />
      )}
      <NamesForm {...props} service={service} zones={known ?? undefined} />
    </>
  );
}
