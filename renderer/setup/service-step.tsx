import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { ServiceCard } from '../../electron/contract/forms.ts';
import { Button } from '../components/button.tsx';
import { ListRow, Search } from '../components/list.tsx';
import { useServices } from '../services.ts';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';
import {
  countryName,
  foundServices,
  hostOf,
  isOwnService,
  ownServices,
  serviceSections,
} from './service-list.ts';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The arrow keys go from the search down the list and back. */
function moveFocus(event: TargetedKeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  // An input method has its own use for these keys.
  if (step === undefined || event.isComposing) return;
  const search = event.currentTarget.querySelector<HTMLElement>('input');
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.list-button')];
  const at = rows.findIndex((row) => row.matches(':focus'));
  if (at < 0 && search?.matches(':focus') !== true) return;
  event.preventDefault();
  (at + step < 0 ? search : rows[at + step])?.focus();
}

interface ServiceStepProps {
  readonly onChoose: (service: string) => void;
}

/** Which service it is: found by typing, or looked up in the list. */
export function ServiceStep({ onChoose }: ServiceStepProps): JSX.Element {
  const { texts, language } = useTexts();
  const [search, setSearch] = useState('');
  const known = useServices();
  const cards = known ?? [];
  const words = texts.setup;
  const searching = search.trim() !== '';
  const found = searching ? foundServices(cards, search, language) : [];
  const sections = searching
    ? [{ title: 'found', cards: found } as const].filter(() => found.length > 0)
    : serviceSections(cards, language);
  const own = searching && found.length > 0 ? [] : cards.filter(({ id }) => isOwnService(id));
  const order = (id: string) => (ownServices as readonly string[]).indexOf(id);
  return (
    <form
      class="form services"
      onKeyDown={moveFocus}
      onSubmit={(event) => {
        event.preventDefault();
        const [first] = found;
        if (first !== undefined) onChoose(first.id);
      }}
    >
      <div class="service-search">
        <Search label={words.search} value={search} onInput={setSearch} />
        {!searching && (
          <Button
            kind="quiet"
            onPress={() =>
              document.querySelector<HTMLElement>('#services-own ~ .list .list-button')?.focus()
            }
          >
            {words.notListed}
          </Button>
        )}
      </div>
      <p class={found.length > 0 ? 'hint' : ''} role="status">
        {known === undefined && texts.loading}
        {known !== undefined &&
          searching &&
          (found.length > 0 ? words.found(found.length) : words.noService)}
      </p>
      {sections.map(({ title, cards: some }) => (
        <section key={title} class="group" aria-labelledby={`services-${title}`}>
          <h2 id={`services-${title}`} class={title === 'found' ? 'hidden' : ''}>
            {words.sections[title]}
          </h2>
          <Rows cards={some} onChoose={onChoose} />
        </section>
      ))}
      {own.length > 0 && (
        <section class="group" aria-labelledby="services-own">
          <h2 id="services-own">{words.sections.own}</h2>
          <Rows
            cards={[...own].sort((one, other) => order(one.id) - order(other.id))}
            onChoose={onChoose}
          />
        </section>
      )}
    </form>
  );
}

interface RowsProps extends ServiceStepProps {
  readonly cards: readonly ServiceCard[];
}

function Rows({ cards, onChoose }: RowsProps): JSX.Element {
  const { texts, language } = useTexts();
  return (
    <ul class="card list">
      {cards.map(({ id, name, website, country }) => (
        <ListRow
          key={id}
          title={shown(name)}
          text={
            isOwnService(id)
              ? texts.setup.own[id]
              : [hostOf(website), country && countryName(country, language)]
                  .filter(Boolean)
                  .join(' · ')
          }
          onOpen={() => onChoose(id)}
        />
      ))}
    </ul>
  );
}
