import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AccountForm } from '../../electron/contract/forms.ts';
import type { Reply } from '../../electron/contract/ipc.ts';
import type { TestResult } from '../../electron/contract/setup.ts';
import { savedEntry } from '../accounts/entry.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Result } from '../components/result.tsx';
import { ChoiceField } from '../form/choice-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

interface ZoneFieldProps {
  readonly id: string;
  /** The host name. */
  readonly name: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly account: AccountForm | undefined;
  /** Whether the account's service lists its zones. */
  readonly listed: boolean;
  readonly onInput: (zone: string) => void;
  readonly onBlur: () => void;
}

function holds(zone: string, name: string): boolean {
  const [inner, outer] = [name, zone].map((text) => `.${text.trim().toLowerCase()}`);
  return inner !== undefined && outer !== undefined && inner.endsWith(outer);
}

/** The zones that a test of the account told, or why there are none. */
function zonesOf(result: TestResult, none: string): Reply<readonly string[]> {
  switch (result.kind) {
    case 'works':
      if (result.zones !== null) return { ok: true, value: result.zones };
      return { ok: false, message: none };
    case 'problems':
      return { ok: false, message: result.problems.map(({ message }) => message).join(' ') };
    default:
      return { ok: false, message: result.sentence };
  }
}

/** The zone of a host name: typed, or one of those that the account has. */
export function ZoneField(props: ZoneFieldProps): JSX.Element {
  const { id, name, value, problem, account, listed, onInput, onBlur } = props;
  const { texts } = useTexts();
  const words = texts.records;
  const task = useTask();
  const [zones, setZones] = useState<readonly string[] | undefined>();
  const list = () => {
    if (account === undefined) return;
    void task.run(
      async () => {
        const reply = await ask('testAccount', { account: savedEntry(account), isNew: false });
        if (!reply.ok) return reply;
        return zonesOf(reply.value, words.zonesNone);
      },
      (found) => {
        setZones(found);
        return undefined;
      },
    );
  };
  const fitting = zones?.filter((zone) => holds(zone, name)) ?? [];
  const offered = fitting.length > 0 ? fitting : (zones ?? []);
  return (
    <>
      <TextField
        id={id}
        label={words.zone}
        optional
        help={words.zoneHelp}
        placeholder={words.zonePlaceholder}
        value={value}
        problem={problem}
        onInput={onInput}
        onBlur={onBlur}
      />
      {listed && (
        <div class="actions">
          <Button busy={task.busy} onPress={list}>
            {task.busy ? words.listingZones : words.listZones}
          </Button>
          <Result task={task} />
        </div>
      )}
      {zones !== undefined && (
        <ChoiceField
          id={`${id}-list`}
          label={words.zones}
          help={fitting.length > 0 ? undefined : words.zonesOther}
          value={offered.includes(value) ? value : ''}
          options={[
            {
              value: '',
              label: offered.includes(value) ? words.zonePlaceholder : words.chooseZone,
            },
            ...offered.map((zone) => ({ value: zone, label: zone })),
          ]}
          onChoose={onInput}
        />
      )}
    </>
  );
}
