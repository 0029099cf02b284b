import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { SourceForm, WatchingChoices } from '../../electron/contract/forms.ts';
import { Icon } from '../components/icon.tsx';
import { shown } from '../texts.ts';
import type { EditUse } from '../use-edit.ts';
import { useTexts } from '../use-view.ts';

interface BuiltInSourcesProps {
  readonly id: string;
  /** Of the list of sources. */
  readonly field: string;
  readonly offered: WatchingChoices['sources'];
  readonly sources: readonly SourceForm[];
  readonly edit: EditUse;
  readonly onChange: (sources: readonly SourceForm[]) => void;
}

/** Whether a source's name says already who runs it: `identme` of `ident.me`. */
function isNamesake(source: string, operator: string | undefined): boolean {
  return operator !== undefined && source.includes(operator.replaceAll('.', ''));
}

/** The sources that the program brings along, to tick. */
export function BuiltInSources(props: BuiltInSourcesProps): JSX.Element {
  const { id, field, offered, sources, edit, onChange } = props;
  const { texts } = useTexts();
  const words = texts.watching;
  const places = new Map(
    sources.flatMap((source, at) => (source.kind === 'builtIn' ? [[source.id, at] as const] : [])),
  );
  const known = new Map(offered.map((source) => [source.id, source.operator]));
  /** One that this version does not know stays in sight once it is not chosen any more. */
  const seen = useRef(new Set(places.keys()));
  const ids = [...new Set([...known.keys(), ...seen.current, ...places.keys()])];
  const toggle = (source: string) =>
    onChange(
      places.has(source)
        ? sources.filter((one) => one.kind !== 'builtIn' || one.id !== source)
        : [...sources, { kind: 'builtIn', id: source }],
    );
  return (
    <fieldset class="form-field">
      <legend>{words.builtIn}</legend>
      <ul class="built-in">
        {ids.map((source) => {
          const at = places.get(source);
          const problem = at === undefined ? undefined : edit.problem(`${field}/${at}`);
          const operator = known.get(source);
          return (
            <li key={source}>
              <label class="tick">
                <input
                  type="checkbox"
                  checked={at !== undefined}
                  aria-invalid={problem !== undefined}
                  aria-describedby={problem === undefined ? undefined : `${id}-${source}-problem`}
                  onChange={() => toggle(source)}
                />
                <span>
                  <bdi>{shown(source)}</bdi>{' '}
                  {!isNamesake(source, operator) && (
                    <span class="hint">
                      {operator === undefined ? words.unknown : words.operator(shown(operator))}
                    </span>
                  )}
                </span>
              </label>
              {problem !== undefined && (
                <span id={`${id}-${source}-problem`} class="result failed">
                  <Icon name="cross" />
                  {shown(problem)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
