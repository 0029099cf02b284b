import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type * as z from 'zod';
import { catalogue } from '../contract/i18n/catalogue.ts';
import {
  type Reply,
  type RequestName,
  type Requests,
  requestChannel,
  requestNames,
} from '../contract/ipc.ts';
import type { Language } from '../contract/language.ts';
import { requestSchemas } from '../contract/requests.ts';
import { plainText } from '../core/plain-text.ts';
import type { Log } from '../core/ports.ts';
import { isModest } from './argument-size.ts';
import { windowOrigin } from './identity.ts';
import { createBucket, type Rate } from './rate-limit.ts';
import { UserError } from './user-error.ts';

type Argument<Name extends RequestName> = Requests[Name]['argument'];
type Result<Name extends RequestName> = Requests[Name]['result'];

/** What answers each request. What one throws is for the log, unless it is a {@link UserError}. */
export type Handlers = {
  readonly [Name in RequestName]: (
    argument: Argument<Name>,
  ) => Result<Name> | Promise<Result<Name>>;
};

interface DoorOptions {
  readonly window: () => BrowserWindow | undefined;
  readonly log: Log;
  /** A text without any secret. */
  readonly redact: (text: string) => string;
  readonly language: () => Language;
  /** Milliseconds of any clock. */
  readonly now?: (() => number) | undefined;
}

/** By name alone, so that a generic name finds the schema of its own argument. */
const schemas: { readonly [Name in RequestName]: z.ZodType<Argument<Name>> } = requestSchemas;

const anyRate: Rate = { burst: 60, perSecond: 20 };
/** What asks other computers, or shows something outside of the window, at a person's pace. */
const trial: Rate = { burst: 4, perSecond: 0.5 };
const rates: Partial<Readonly<Record<RequestName, Rate>>> = {
  check: { burst: 1, perSecond: 0.5 },
  verify: { burst: 1, perSecond: 0.5 },
  doctor: trial,
  testAccount: trial,
  listRecords: trial,
  preview: trial,
  testNotification: trial,
  openLink: trial,
  openSystem: trial,
  openSignIn: trial,
};
/** Requests that are answered at the same time. */
const mostInFlight = 16;
const longestMessage = 1000;
/** Lines in the log: a page that has gone mad may not drown everything else. */
const complaintRate: Rate = { burst: 20, perSecond: 0.1 };

type Refusal = 'failed' | 'refused' | 'tooMany';

/** Whether it is the settings' own page that asks: the main frame of the one window. */
function isWindow(event: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  // A frame that went elsewhere meanwhile is null.
  const frame = event.senderFrame;
  if (frame === null || window === undefined || window.isDestroyed()) return false;
  const { webContents } = window;
  return (
    event.sender === webContents &&
    frame.parent === null &&
    frame.frameTreeNodeId === webContents.mainFrame.frameTreeNodeId &&
    frame.origin === windowOrigin
  );
}

/** What one window may still ask for. */
function createBudget(now: () => number) {
  const any = createBucket(anyRate, now);
  const special = new Map(
    requestNames.flatMap((name) => {
      const rate = rates[name];
      return rate === undefined ? [] : [[name, createBucket(rate, now)] as const];
    }),
  );
  return { inFlight: 0, take: (name: RequestName) => any() && (special.get(name)?.() ?? true) };
}

type Budget = ReturnType<typeof createBudget>;

/**
 * The one door of the main process: answers every request of the contract until the returned
 * function is called. It lets in the settings window alone, as often as people click, with one
 * argument of the right shape; whatever happens, the answer is a value or a sentence.
 */
export function serve(handlers: Handlers, options: DoorOptions): () => void {
  const { window, log, redact, language, now = () => performance.now() } = options;
  const budgets = new WeakMap<WebContents, Budget>();
  const mayComplain = createBucket(complaintRate, now);

  const say = (sentence: string): Reply<never> => ({
    ok: false,
    message: plainText(redact(sentence), longestMessage),
  });
  const refuse = (why: Refusal) => say(catalogue(language()).desktop.request[why]);

  const budgetOf = (contents: WebContents): Budget => {
    const known = budgets.get(contents) ?? createBudget(now);
    budgets.set(contents, known);
    return known;
  };

  const answer = async <Name extends RequestName>(
    name: Name,
    argument: Argument<Name>,
  ): Promise<Reply<Result<Name>>> => {
    try {
      return { ok: true, value: await handlers[name](argument) };
    } catch (error) {
      if (error instanceof UserError) return say(error.message);
      if (mayComplain()) log.error('a request of the window failed', { request: name, error });
      return refuse('failed');
    }
  };

  const admit = <Name extends RequestName>(
    name: Name,
    args: readonly unknown[],
  ): { readonly argument: Argument<Name> } | undefined => {
    if (args.length !== 1 || !isModest(args[0])) return undefined;
    const parsed = schemas[name].safeParse(args[0]);
    return parsed.success ? { argument: parsed.data } : undefined;
  };

  const open = <Name extends RequestName>(name: Name) => {
    ipcMain.handle(requestChannel(name), async (event, ...args: unknown[]) => {
      if (!isWindow(event, window())) {
        if (mayComplain()) log.warn('a request that is not from the window', { request: name });
        return refuse('refused');
      }
      const budget = budgetOf(event.sender);
      if (budget.inFlight >= mostInFlight || !budget.take(name)) return refuse('tooMany');
      const admitted = admit(name, args);
      if (admitted === undefined) {
        // Not the argument: it may hold a secret.
        if (mayComplain())
          log.warn('a request of the window is not well formed', { request: name });
        return refuse('refused');
      }
      budget.inFlight += 1;
      try {
        return await answer(name, admitted.argument);
      } finally {
        budget.inFlight -= 1;
      }
    });
  };

  for (const name of requestNames) open(name);
  return () => {
    for (const name of requestNames) ipcMain.removeHandler(requestChannel(name));
  };
}
