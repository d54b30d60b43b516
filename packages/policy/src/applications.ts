import type { Flow } from './flow';
import type { Application } from './model';

type NamedApplication = Extract<Application, string>;

/** What a named application is on the wire. */
interface WireForm {
  readonly protocols: readonly Flow['protocol'][];
  readonly port?: number;
  /** What the bytes must be. */
  readonly carries?: NonNullable<Flow['application']>;
  /** The fact of a flow that carries a name. */
  readonly nameIn?: 'sni' | 'host' | 'queryName';
}

/** Ports: IANA Service Name and Transport Protocol Port Number Registry, 2026-11. */
export const WIRE_FORMS: Readonly<Record<NamedApplication, WireForm>> = {
  https: { protocols: ['tcp'], port: 443, carries: 'tls', nameIn: 'sni' },
  http: { protocols: ['tcp'], port: 80, carries: 'http', nameIn: 'host' },
  dns: { protocols: ['udp', 'tcp'], port: 53, carries: 'dns', nameIn: 'queryName' },
  ntp: { protocols: ['udp'], port: 123, carries: 'ntp' },
  ssh: { protocols: ['tcp'], port: 22, carries: 'ssh' },
  'icmp-echo': { protocols: ['icmp', 'icmpv6'] },
};

/** Types of echo requests; RFC 792 and RFC 4443, section 4.1. */
export const ECHO_REQUEST = { icmp: 8, icmpv6: 128 } as const;

/** Whether a destination may be a name: nothing else than these carries one. */
export function carriesName(application: Application): boolean {
  return typeof application === 'string' && WIRE_FORMS[application].nameIn !== undefined;
}

/** For example `https` or `tcp 8000-8080`. */
export function formatApplication(application: Application): string {
  if (typeof application === 'string') return application;
  const [protocol, { from, to }] = 'tcp' in application ? ['tcp', application.tcp] : ['udp', application.udp];
  return `${protocol} ${from === to ? from : `${from}-${to}`}`;
}
