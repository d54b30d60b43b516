import type { Application, PortRange } from '../../model';
import { nameOptions, type NameBuffer, type NamedTarget } from './name-options';

/** Where a client's data is recognised, and what it is: the part of a signature that comes of the application. */
export interface WireForm {
  readonly key: string;
  readonly protocol: string;
  readonly port: string;
  readonly options: readonly string[];
  /**
   * Options beside `geoip`, which the engine does not take together with what it reads of the application.
   * @default - `options`
   */
  readonly besideCountry?: readonly string[];
  /** Address family that the form is of; absent when of both. */
  readonly destination?: '0.0.0.0/0' | '::/0';
  /** `reject` answers on TCP; what may be either counts as the other. */
  readonly transport: 'tcp' | 'udp' | 'icmp';
}

/** Applications that the engine knows only after some bytes of a TCP connection, by the first port in use. */
export type LateApplication = 'https' | 'http' | 'dns' | 'ssh';

const CLIENT_HELLO = 'ssl_state:client_hello';
const ON_CONNECTION = 'flow:to_server, established';
/** Without a flow keyword AWS takes a rule as IP-only: judged once, on the first packet of each direction. */
const TO_SERVER = 'flow:to_server';

interface Late {
  readonly port: number;
  readonly protocol: string;
  /** Matches not before everything that a rule on names reads is there, so that order alone decides. */
  readonly options: readonly string[];
  /** Absent when the application carries no name. */
  readonly nameBuffer?: NameBuffer;
  /**
   * First bytes that the protocol never has. The engine says `unknown` for long about bytes that it does not recognise,
   * and `app-layer-protocol:!tls` does not match while it does. The test reads the reassembled stream.
   */
  readonly otherFirstBytes: readonly string[];
  readonly recognisedAs: string;
}

const LATE: Readonly<Record<LateApplication, Late>> = {
  https: {
    port: 443,
    protocol: 'tls',
    options: [CLIENT_HELLO, ON_CONNECTION],
    nameBuffer: 'tls.sni',
    otherFirstBytes: ['byte_test:1,!=,0x16,0'],
    recognisedAs: 'tls',
  },
  http: {
    port: 80,
    protocol: 'http',
    options: ['http.start', 'content:"|0d 0a|"', ON_CONNECTION],
    nameBuffer: 'http.host',
    // A method is of capital letters.
    otherFirstBytes: ['byte_test:1,<,0x41,0', 'byte_test:1,>,0x5a,0'],
    recognisedAs: 'http',
  },
  dns: {
    port: 53,
    protocol: 'dns',
    // Every query has an operation code, and none has the one that is reserved last.
    options: ['dns.opcode:!15', TO_SERVER],
    nameBuffer: 'dns.query',
    // Over TCP the length goes first: no query has 512 bytes.
    otherFirstBytes: ['byte_test:1,>,0x01,0'],
    recognisedAs: 'dns',
  },
  ssh: {
    port: 22,
    protocol: 'ssh',
    options: [ON_CONNECTION],
    otherFirstBytes: ['byte_test:1,!=,0x53,0'],
    recognisedAs: 'ssh',
  },
};

export function isLate(application: Application): application is LateApplication {
  return typeof application === 'string' && Object.hasOwn(LATE, application);
}

/** An application whatever the name. `earlier` are the applications of the rules before it. */
export function formsOf(
  application: Application,
  earlier: ReadonlySet<LateApplication>,
  isReject: boolean,
): readonly WireForm[] {
  if (typeof application !== 'string') {
    if ('tcp' in application) return tcpForms(application.tcp, earlier);
    const { from, to } = application.udp;
    return [
      {
        key: `udp/${from}-${to}`,
        protocol: 'udp',
        port: portsOf([application.udp]),
        options: [TO_SERVER],
        transport: 'udp',
      },
    ];
  }
  if (application === 'icmp-echo') {
    // The reply belongs to the flow of its request, and goes with it.
    const echo = { protocol: 'icmp', port: 'any', transport: 'icmp' } as const;
    return [
      { ...echo, key: 'icmp-echo/4', options: ['itype:8', TO_SERVER], destination: '0.0.0.0/0' },
      { ...echo, key: 'icmp-echo/6', options: ['itype:128', TO_SERVER], destination: '::/0' },
    ];
  }
  if (application === 'ntp') {
    return [{ key: 'ntp', protocol: 'ntp', port: '123', options: [TO_SERVER], transport: 'udp' }];
  }
  return lateForms(application, application, LATE[application].options, isReject);
}

/** An application that carries the name. */
export function namedFormsOf(
  application: Application,
  name: NamedTarget,
  isReject: boolean,
): readonly WireForm[] {
  if (!isLate(application)) return [];
  const { nameBuffer } = LATE[application];
  if (nameBuffer === undefined) return [];
  const options = [
    ...(application === 'https' ? [CLIENT_HELLO] : []),
    ...nameOptions(nameBuffer, name),
    application === 'dns' ? TO_SERVER : ON_CONNECTION,
  ];
  return lateForms(application, `${application}/name/${name.key}`, options, isReject);
}

function lateForms(
  application: LateApplication,
  key: string,
  options: readonly string[],
  isReject: boolean,
): readonly WireForm[] {
  const { port, protocol } = LATE[application];
  const form = { protocol, port: `${port}`, options, besideCountry: besideCountry(application, protocol) };
  if (application !== 'dns') return [{ ...form, key, transport: 'tcp' }];
  if (!isReject) return [{ ...form, key, transport: 'udp' }];
  // Only one of the two can be rejected.
  return (['tcp', 'udp'] as const).map((transport) => ({
    ...form,
    key: `${key}/${transport}`,
    protocol: transport,
    besideCountry: besideCountry(application, transport),
    transport,
  }));
}

function besideCountry(application: LateApplication, protocol: string): readonly string[] {
  const direction = application === 'dns' ? TO_SERVER : ON_CONNECTION;
  const { protocol: own, recognisedAs } = LATE[application];
  return protocol === own ? [direction] : [`app-layer-protocol:${recognisedAs}`, direction];
}

/**
 * Any bytes on some ports. At the end of the handshake already, but for ports where a rule before this one reads what
 * comes after: there it waits until that rule has had its turn, so that the order of the policy holds.
 */
function tcpForms(range: PortRange, earlier: ReadonlySet<LateApplication>): readonly WireForm[] {
  const key = `tcp/${range.from}-${range.to}`;
  const waiting = [...earlier]
    .map((application) => ({ application, ...LATE[application] }))
    .filter(({ port }) => range.from <= port && port <= range.to)
    .sort((one, other) => one.port - other.port);
  const atOnce = without(
    range,
    waiting.map(({ port }) => port),
  );
  const tcp = { protocol: 'tcp', transport: 'tcp' } as const;
  return [
    ...(atOnce.length === 0 ? [] : [{ ...tcp, key, port: portsOf(atOnce), options: [ON_CONNECTION] }]),
    ...waiting.flatMap(({ application, port, protocol, options, otherFirstBytes, recognisedAs }) => {
      const other = [...otherFirstBytes, `app-layer-protocol:!${recognisedAs}`];
      return [
        // `dns` in the header would take in UDP; its keywords alone mean DNS too.
        {
          ...tcp,
          protocol: application === 'dns' ? 'tcp' : protocol,
          besideCountry: besideCountry(application, application === 'dns' ? 'tcp' : protocol),
          // As where the rule names the application itself, so that saying both is one signature.
          key: application === 'dns' ? 'dns/tcp' : application,
          port: `${port}`,
          options,
        },
        ...other.map((option, index) => ({
          ...tcp,
          key: `tcp/not-${application}/${index}`,
          port: `${port}`,
          options: [option, ON_CONNECTION],
        })),
      ];
    }),
  ];
}

/** @param ports - in the range, ascending */
function without({ from, to }: PortRange, ports: readonly number[]): readonly PortRange[] {
  const starts = [from, ...ports.map((port) => port + 1)];
  const ends = [...ports.map((port) => port - 1), to];
  return starts
    .map((start, index) => ({ from: start, to: ends[index] ?? to }))
    .filter((one) => one.from <= one.to);
}

function portsOf(ranges: readonly PortRange[]): string {
  return formatList(ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}:${to}`)));
}

function formatList(items: readonly string[]): string {
  return items.length === 1 ? items.join('') : `[${items.join(',')}]`;
}
