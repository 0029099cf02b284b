import { useEffect, useReducer } from 'preact/hooks';
import type { ServiceCard, ServiceForm } from '../electron/contract/forms.ts';
import type { Language } from '../electron/contract/language.ts';
import { ask } from './ask.ts';
import { useTexts } from './use-view.ts';

/** What was told once, by language: the declarations do not change while the program runs. */
const cards = new Map<Language, readonly ServiceCard[]>();
const forms = new Map<string, ServiceForm>();

/** Milliseconds after which what could not be had is asked for again. */
const again = 2000;

/** Asks for what is not known yet until it is known, and draws the component then. */
function useFetched<Value>(
  known: Value | undefined,
  key: string,
  fetch: () => Promise<Value | undefined>,
  keep: (value: Value) => void,
): Value | undefined {
  const [attempt, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (known !== undefined || key === '') return;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void fetch().then((value) => {
      if (value !== undefined) keep(value);
      if (!wanted) return;
      if (value !== undefined) draw(undefined);
      else timer = setTimeout(() => draw(undefined), again);
    });
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key, attempt]);
  return known;
}

/** Every service, the most used first; undefined until they are known. */
export function useServices(): readonly ServiceCard[] | undefined {
  const { language } = useTexts();
  return useFetched(
    cards.get(language),
    language,
    async () => {
      const reply = await ask('services', { language });
      return reply.ok ? reply.value : undefined;
    },
    (value) => cards.set(language, value),
  );
}

/** One service's form; undefined until it is known, and where there is none. */
export function useServiceForm(service: string | undefined): ServiceForm | undefined {
  const { language } = useTexts();
  const key = service === undefined || service === '' ? '' : `${language} ${service}`;
  return useFetched(
    forms.get(key),
    key,
    async () => {
      const reply = await ask('serviceForm', { service: service ?? '', language });
      return reply.ok ? reply.value : undefined;
    },
    (value) => forms.set(key, value),
  );
}
