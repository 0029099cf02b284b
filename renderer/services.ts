import { useEffect, useReducer } from 'preact/hooks';
import type {
  ChannelCard,
  KindForm,
  ServiceCard,
  ServiceForm,
} from '../electron/contract/forms.ts';
import type { Reply } from '../electron/contract/ipc.ts';
import { ask } from './ask.ts';
import { useTexts } from './use-view.ts';

/** What was told once, by what and language: the declarations do not change while the program runs. */
const told = new Map<string, unknown>();

/** Milliseconds after which what could not be had is asked for again. */
const again = 2000;

/** Asks for what is not known yet until it is known, and draws the component then. */
function useFetched<Value>(key: string, fetch: () => Promise<Reply<Value>>): Value | undefined {
  const [attempt, draw] = useReducer((count: number) => count + 1, 0);
  // What is kept under a key is what its request told.
  const known = told.get(key) as Value | undefined;
  useEffect(() => {
    if (known !== undefined || key === '') return;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void fetch().then((reply) => {
      if (reply.ok) told.set(key, reply.value);
      if (!wanted) return;
      if (reply.ok) draw(undefined);
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
  return useFetched(`services ${language}`, () => ask('services', { language }));
}

/** Every kind of channel; undefined until they are known. */
export function useChannels(): readonly ChannelCard[] | undefined {
  const { language } = useTexts();
  return useFetched(`channels ${language}`, () => ask('channels', { language }));
}

/** One service's form; undefined until it is known, and where there is none. */
export function useServiceForm(service = ''): ServiceForm | undefined {
  const { language } = useTexts();
  return useFetched(service && `service ${language} ${service}`, () =>
    ask('serviceForm', { service, language }),
  );
}

/** The form of the local interface; undefined until it is known. */
export function useApiForm(): KindForm | undefined {
  const { language } = useTexts();
  return useFetched(`api ${language}`, () => ask('apiForm', { language }));
}

/** As {@link useServiceForm}, for a kind of channel. */
export function useChannelForm(channel: string): KindForm | undefined {
  const { language } = useTexts();
  return useFetched(channel && `channel ${language} ${channel}`, () =>
    ask('channelForm', { channel, language }),
  );
}
