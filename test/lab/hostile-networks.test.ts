import { describeSituations } from './hostile.ts';
import { gatewaySituations } from './situations/gateway.ts';
import { ipv6Situations } from './situations/ipv6.ts';
import { routeSituations } from './situations/routes.ts';

describeSituations('hostile networks', {
  gateway: gatewaySituations,
  'ways out': routeSituations,
  IPv6: ipv6Situations,
});
