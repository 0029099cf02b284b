import { catalogue } from '../../contract/i18n/catalogue.ts';
import { dateText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import { line, type Page } from '../views/page.ts';
import type { ServiceManagerKind, ServiceStatus, ServiceTrouble } from './status.ts';

/** The status that ends a program whose settings are wrong. */
const wrongSettings = 2;

function reachText({ manager, reach, lingers }: ServiceStatus, language: Language): string {
  const { reach: texts } = catalogue(language).service;
  if (reach === 'system' || lingers === true) return texts.system;
  if (reach === 'user') return texts.ends;
  return manager === 'task' ? texts.logon : texts.session;
}

function nextStep({ manager, reach, exit }: ServiceStatus, language: Language): string {
  const { wrongSettings: settings, why } = catalogue(language).service;
  if (exit === wrongSettings) return settings;
  if (manager !== 'systemd') return why[manager];
  return reach === 'system' ? why.system : why.user;
}

/** How the service stands, and what to do where it does not run. */
export function servicePage(status: ServiceStatus, language: Language): Page {
  const { beside } = catalogue(language).service;
  const page = ownPage(status, language);
  return status.beside === undefined ? page : [...page, line(beside(status.beside), 'warn')];
}

function ownPage(status: ServiceStatus, language: Language): Page {
  const texts = catalogue(language).service;
  const { installed, place, running, since, exit } = status;
  if (installed === 'no') return [line(texts.none, 'warn')];
  if (installed === 'foreign') return [line(texts.foreign(place), 'warn')];
  const reach = line(reachText(status, language), status.lingers === false ? 'warn' : undefined);
  if (running === undefined) return [line(texts.unclear(place), 'warn'), reach];
  if (running) {
    const when = since === undefined ? '' : dateText(language, since);
    return [line(texts.running(place, when), 'good'), reach];
  }
  const stopped = texts.stopped(place, exit === undefined ? '' : String(exit));
  return [line(stopped, 'bad'), line(nextStep(status, language)), reach];
}

/** The object for programs. */
export function serviceData(status: ServiceStatus) {
  const { since } = status;
  return {
    ok: status.installed === 'ours' && status.running === true,
    ...status,
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
  };
}

/** What stood in the way, in sentences with the next step. */
export function serviceTroubleText(
  trouble: ServiceTrouble,
  manager: ServiceManagerKind,
  language: Language,
): string {
  const { cli, service: texts } = catalogue(language);
  switch (trouble.kind) {
    case 'foreign':
      return texts.foreign(trouble.place);
    case 'missing':
      return texts.missing(trouble.tool);
    case 'file':
      return texts.file(trouble.place, trouble.code);
    case 'refused': {
      const words = trouble.words.replace(/[.。]+$/, '');
      const what = texts.refused(trouble.tool, trouble.status, words);
      return cli.usage.together(what, texts.refusedNext[manager]);
    }
  }
}
