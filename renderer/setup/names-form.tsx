import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ServiceForm } from '../../electron/contract/forms.ts';
import { Result } from '../components/result.tsx';
import { TextField } from '../form/text-field.tsx';
import { shown, shownNames } from '../texts.ts';
import { useEdit } from '../use-edit.ts';
import { useTexts } from '../use-view.ts';
import type { StepProps } from './account-step.tsx';
import { setupEdit } from './draft.ts';
import { StepBar } from './frame.tsx';
import { typedNames } from './names.ts';
import { RecordOptions } from './record-options.tsx';
import { StepProblems } from './step-problems.tsx';
import { ZoneChoice } from './zone-choice.tsx';
import { ZoneNames } from './zone-names.tsx';

/** How a name looks at services that give names away. */
const examples: Readonly<Record<string, string>> = {
  duckdns: 'myhome.duckdns.org',
  dynv6: 'myhome.dynv6.net',
  desec: 'myhome.dedyn.io',
  noip: 'myhome.ddns.net',
  'dyndns2/dyfi': 'myhome.dy.fi',
};

/** As many as the main process takes at once. */
const mostNames = 500;

export interface NamesFormProps extends StepProps {
  readonly names: readonly string[];
  /** Names of this account that are kept up to date already, in small letters. */
  readonly kept: ReadonlySet<string>;
  readonly service: ServiceForm;
  /** Undefined where the service does not list them. */
  readonly zones: readonly string[] | undefined;
}

/** The zone of a setup: the one that was chosen, or the only one. */
function zoneOf(
  zone: string | undefined,
  zones: readonly string[] | undefined,
): string | undefined {
  if (zones === undefined || (zone !== undefined && zones.includes(zone))) return zone;
  return zones.length === 1 ? zones[0] : undefined;
}

/** The host names: chosen from what the zone holds, or typed. */
export function NamesForm(props: NamesFormProps): JSX.Element {
  const { setup, account, service, zones, names, kept, marked } = props;
  const { texts } = useTexts();
  const words = texts.setup;
  const { value, patch } = setup;
  const adding = value.existing !== undefined;
  const zone = zoneOf(value.zone, zones);
  const [missing, setMissing] = useState(false);
  const tooMany = names.length > mostNames;
  const edit = useEdit(
    names.length === 0 || tooMany ? undefined : setupEdit(value, account, names),
  );
  useEffect(() => {
    if (marked) void edit.check();
  }, []);
  useEffect(() => {
    if (zone !== value.zone) patch({ zone });
  }, [zone]);
  useEffect(() => {
    if (names.length > 0) setMissing(false);
  }, [names.length]);

  const place = adding ? '' : 'records/';
  const problem = (field: string) => edit.problem(`${place}${field}`);
  const isField = (field: string) =>
    ['names', 'types', 'ttl', 'proxied', 'zone'].some(
      (each) => field === `${place}${each}` || field.startsWith(`${place}${each}/`),
    );
  const nameProblem = [...names.keys()]
    .map((at) => problem(`names/${at}`))
    .find((found) => found !== undefined);
  const namesProblem = missing
    ? words.namesMissing
    : tooMany
      ? words.namesTooMany(mostNames, names.length)
      : (problem('names') ?? nameProblem);
  const next = async () => {
    if (names.length === 0 || tooMany) {
      setMissing(names.length === 0);
      document.querySelector<HTMLElement>('#new-names')?.focus();
    } else if (await edit.check()) {
      patch({ step: 'preview' });
    }
  };
  const doubled = typedNames(value.typed, zone).filter((name) => kept.has(name.toLowerCase()));
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void next();
      }}
    >
      {zones !== undefined && zones.length > 0 && (
        <div class="card">
          {zones.length > 1 && (
            <ZoneChoice
              zones={zones}
              zone={zone}
              onChoose={(chosen) =>
                patch({ zone: chosen, typed: typedNames(value.typed, zone).join(', ') })
              }
            />
          )}
          {zone !== undefined && service.listsRecords && (
            <ZoneNames
              key={zone}
              account={account}
              isNew={!adding}
              zone={zone}
              picked={value.picked}
              kept={kept}
              onPick={(name, on) => {
                const others = value.picked.filter((each) => each !== name);
                patch({ picked: on ? [...others, name] : others });
              }}
            />
          )}
        </div>
      )}
      <div class="card">
        <TextField
          id="new-names"
          label={zone === undefined ? words.hostNames : words.newNames}
          help={zone === undefined ? words.namesHelp : words.newNamesHelp(shown(zone))}
          placeholder={
            zone === undefined ? (examples[service.id] ?? 'home.example.com') : 'home, nas'
          }
          multiline
          value={value.typed}
          problem={namesProblem}
          onInput={(typed) => patch({ typed })}
          onBlur={() => {
            for (const at of names.keys()) edit.touch(`${place}names/${at}`);
          }}
        />
        {doubled.length > 0 && <p class="hint">{words.keptList(doubled.map(shown))}</p>}
        {names.length > 0 && (
          <div class="names chosen">
            <p class="strong">{words.chosen(names.length)}</p>
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <bdi>{shownNames(name)}</bdi>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <RecordOptions
        service={service}
        options={value.options}
        problem={problem}
        onChange={(options) => patch({ options })}
        onBlur={(field) => edit.touch(`${place}${field}`)}
      />
      <StepProblems
        problems={edit.others(isField)}
        adding={adding}
        at="records"
        onGo={(step) => patch({ step })}
      />
      <StepBar onBack={adding ? undefined : () => patch({ step: 'account' })} next={words.next}>
        {edit.task.state.kind === 'failed' && <Result task={edit.task} />}
      </StepBar>
    </form>
  );
}
