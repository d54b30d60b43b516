import { formatApplication, WIRE_FORMS } from '../../applications';
import type { Application } from '../../model';
import { quoteValue, type CliEntry } from './cli';

/** What a policy names in `set service`, and its entry when the unit has none of its own. */
export interface Service {
  readonly name: string;
  readonly entry?: CliEntry;
}

/** Predefined: every protocol and port. */
export const ALL_SERVICES: Service = { name: 'ALL' };

// Predefined services that mean what the application means, as the default configurations of FortiOS 6 and 7 have them,
// 2026-11. `NTP` is TCP too, so it is not among them.
const PREDEFINED: Readonly<Record<Exclude<Extract<Application, string>, 'ntp'>, readonly string[]>> = {
  https: ['HTTPS'],
  http: ['HTTP'],
  dns: ['DNS'],
  ssh: ['SSH'],
  'icmp-echo': ['PING', 'PING6'],
};

export function servicesOf(application: Application): readonly Service[] {
  if (application === 'ntp') return [portService({ udp: { from: NTP_PORT, to: NTP_PORT } })];
  if (typeof application === 'string') return PREDEFINED[application].map((name) => ({ name }));
  return [portService(application)];
}

const NTP_PORT = WIRE_FORMS.ntp.port ?? 0;

/** For example `tcp-8000-8080`. */
function portService(application: Exclude<Application, string>): Service {
  const name = formatApplication(application).replace(' ', '-');
  const [protocol, ports] = [name.slice(0, 3), name.slice(4)];
  return { name, entry: { key: quoteValue(name), lines: [`set ${protocol}-portrange ${ports}`] } };
}

/** Whether some port or type of ICMP is of both. */
export function sharePorts(one: readonly Application[], other: readonly Application[]): boolean {
  return one
    .flatMap(rangesOf)
    .some((mine) =>
      other
        .flatMap(rangesOf)
        .some(
          (theirs) => mine.protocol === theirs.protocol && mine.from <= theirs.to && theirs.from <= mine.to,
        ),
    );
}

function rangesOf(application: Application) {
  if (typeof application === 'string') {
    const { protocols, port = 0 } = WIRE_FORMS[application];
    return protocols.map((protocol) => ({ protocol, from: port, to: port }));
  }
  return 'tcp' in application
    ? [{ protocol: 'tcp', ...application.tcp }]
    : [{ protocol: 'udp', ...application.udp }];
}
