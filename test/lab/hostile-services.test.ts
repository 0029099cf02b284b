import { describeSituations } from './hostile.ts';
import { dnsSituations } from './situations/dns.ts';
import { echoSituations } from './situations/echo.ts';

describeSituations('hostile services', {
  'echo services': echoSituations,
  'names and datagrams': dnsSituations,
});
