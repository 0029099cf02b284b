import type { JSX } from 'preact';
import type { Preview, PreviewRow } from '../../electron/contract/setup.ts';
import { shown, shownNames } from '../texts.ts';
import { useTexts } from '../use-view.ts';
import { Icon, type IconName } from './icon.tsx';

const looks: Readonly<Record<PreviewRow['effect'], { icon: IconName; tone: string }>> = {
  create: { icon: 'add', tone: '' },
  change: { icon: 'forward', tone: '' },
  same: { icon: 'check', tone: 'done' },
  write: { icon: 'forward', tone: '' },
  none: { icon: 'note', tone: '' },
  failed: { icon: 'cross', tone: 'failed' },
};

/** What would be written, record by record; nothing was written for it. */
export function PreviewTable({ preview }: { readonly preview: Preview }): JSX.Element {
  const { texts } = useTexts();
  const words = texts.records.preview;
  const { addresses, problems, rows } = preview;
  return (
    <div class="preview">
      {problems.length > 0 && (
        <ul class="preview-problems">
          {problems.map(({ field, message }) => (
            <li key={`${field} ${message}`} class="result failed">
              <Icon name="cross" />
              {shown(message)}
            </li>
          ))}
        </ul>
      )}
      {addresses.length > 0 && (
        <ul class="preview-addresses">
          {addresses.map(({ label, address, sentence }) => (
            <li key={label}>
              <span class="badge">{shown(label)}</span>
              {address !== null && <bdi class="mono">{shown(address)}</bdi>}
              {sentence !== '' && <span class="hint">{shown(sentence)}</span>}
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <table class="preview-table">
          <thead>
            <tr>
              {[words.name, words.now, words.next, words.effect].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.name} ${row.type}`} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Row({ row }: { readonly row: PreviewRow }): JSX.Element {
  const { texts } = useTexts();
  const words = texts.records.preview;
  const { name, type, now, next, effect, sentence } = row;
  const { icon, tone } = looks[effect];
  return (
    <tr>
      <th scope="row">
        <bdi>{shownNames(name)}</bdi> <span class="badge">{type}</span>
      </th>
      <td data-head={words.now}>
        {now === null || now.length === 0 ? (
          <span class="hint">{now === null ? words.untold : words.nothing}</span>
        ) : (
          now.map((address) => (
            <bdi key={address} class="mono">
              {shown(address)}
            </bdi>
          ))
        )}
      </td>
      <td data-head={words.next}>
        {next === null ? <span class="hint">–</span> : <bdi class="mono">{shown(next)}</bdi>}
      </td>
      <td>
        <span class={`result ${tone}`}>
          <Icon name={icon} />
          {words.effects[effect]}
        </span>
        {sentence !== '' && <span class="hint">{shown(sentence)}</span>}
      </td>
    </tr>
  );
}
