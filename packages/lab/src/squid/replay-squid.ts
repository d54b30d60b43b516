import { problemUnder, throwProblems } from '@inspected-egress/problem';
import { tcpExchanges } from '../capture/application';
import type { CapturedRequest } from '../capture/captured-flow';
import { namespacesRefused, repeatedFlowName } from '../errors';
import { inScratchFolder } from '../scratch-folder';
import { writeConfiguration, type ConfigurationFile } from './configuration-folder';
import { requireSquid, type SquidEngine } from './engine';
import type { NamespaceExchange, NamespaceOutcome } from './namespace-program';
import { findNamespaceProblem, runInNamespaces } from './namespaces';

/** What a client sends on a connection of its own. */
export type SentOnConnection = Extract<CapturedRequest, { readonly kind: 'tls' | 'http' | 'tcp' | 'ssh' }>;

export type ProxiedRequest = {
  /** What it is called in results; no two of a replay share one. */
  readonly name: string;
  /** Address of the workload. */
  readonly client: string;
} & (
  | {
      /** Host of the URL that the proxy is asked for, with its port unless it is 80. */
      readonly page: string;
      /** Host header. @default - the host of the URL */
      readonly host?: string;
    }
  | {
      /** Host and port that the proxy is asked to connect to. */
      readonly tunnel: { readonly host: string; readonly port: number };
      readonly sends: SentOnConnection;
    }
  /** The client connects to the server and is redirected. */
  | { readonly server: string; readonly sends: SentOnConnection }
);

export interface ReplayedProxy {
  /** As for `/etc/squid`. */
  readonly files: readonly ConfigurationFile[];
  readonly mode: 'explicit' | 'transparent';
  /** Addresses of names; others do not exist. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly requests: readonly ProxiedRequest[];
}

/** What the proxy does with a request. */
export interface ProxyVerdict {
  readonly request: string;
  /** Whether the first bytes of the client reached a server. */
  readonly verdict: 'pass' | 'drop';
  /** Rule that decided, as the access log says; absent when none did. */
  readonly rule?: string;
  /** Rules that alerted, in order. */
  readonly alerts: readonly string[];
  /** What the client saw. */
  readonly because: string;
  /** What reached which server. */
  readonly arrived?: { readonly address: string; readonly port: number; readonly bytes: string };
}

/**
 * Sends requests through a running Squid with the given configuration, one after the other, and says which of them
 * reached a server. It all happens in network, mount and process namespaces of its own, with nothing in them but a
 * loopback: no packet leaves, and nothing is left behind. Needs root.
 *
 * @default engine - the Squid of this machine
 * @throws PlanError LAB102 when two requests share a name; LAB311 without an engine, LAB312 when it stops, LAB313 without
 *   `openssl`, LAB314 where namespaces are refused
 */
export function replaySquid(proxy: ReplayedProxy, engine: SquidEngine = requireSquid()): ProxyVerdict[] {
  const { files, mode, names, requests } = proxy;
  const isRefused = findNamespaceProblem(mode);
  const called = requests.map(({ name }) => name);
  throwProblems('requests to replay', [
    ...(isRefused === undefined ? [] : [namespacesRefused(isRefused)]),
    ...called.flatMap((name, index) =>
      called.indexOf(name) === index
        ? []
        : [problemUnder(`requests[${index}]`, repeatedFlowName('name', name))],
    ),
  ]);
  const exchanges = requests.map(exchangeOf);
  const clients = [...new Set(requests.map(({ client }) => client))];
  const servers = requests.flatMap((one) => ('server' in one ? [one.server] : []));
  const literals = requests.flatMap((one) => hostOf(one)).filter(isAddress);
  const report = inScratchFolder((folder) => {
    writeConfiguration(folder, files);
    return runInNamespaces({
      squid: engine.command,
      folder,
      addresses: [...new Set([...clients, ...servers, ...literals, ...Object.values(names).flat()])],
      ports: [...new Set(requests.map(portOf))],
      names,
      ...(mode === 'transparent' ? { redirect: redirectOf(clients) } : {}),
      exchanges,
    });
  });
  const log = readLog(report.accessLog);
  return requests.flatMap((request, index) => {
    const outcome = report.outcomes[index];
    return outcome === undefined ? [] : [verdictOf(request, outcome, log)];
  });
}

const PROXY = { to: '127.0.0.1', port: 3128 };

function exchangeOf(request: ProxiedRequest): NamespaceExchange {
  const { client } = request;
  const proxy = { client, ...PROXY, ...(client.includes(':') ? { to: '::1' } : {}) };
  if ('page' in request) {
    const lines = [`GET http://${request.page}/ HTTP/1.1`, `Host: ${request.host ?? request.page}`, '', ''];
    return { ...proxy, segments: [base64(lines.join('\r\n'))] };
  }
  const segments = tcpExchanges(request.sends)
    .filter(({ from }) => from === 'client')
    // What comes after the first answer of the server does not tell whether it passes.
    .filter(({ stage }) => !stage.startsWith('data') || request.sends.kind === 'tcp')
    .filter(({ stage }) => stage !== 'data after the reply')
    .map(({ payload }) => payload.toString('base64'));
  if ('server' in request) return { client, to: request.server, port: portOf(request), segments };
  const { host, port } = request.tunnel;
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const ask = base64(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  return { ...proxy, ask, segments };
}

const DEFAULT_PORTS = { tls: 443, http: 80, ssh: 22 } as const;

function portOf(request: ProxiedRequest): number {
  if ('page' in request) return Number(/:(\d+)$/.exec(request.page)?.[1] ?? 80);
  if ('tunnel' in request) return request.tunnel.port;
  const { sends } = request;
  return sends.kind === 'tcp' ? sends.port : (sends.port ?? DEFAULT_PORTS[sends.kind]);
}

function hostOf(request: ProxiedRequest): readonly string[] {
  if ('page' in request) return [request.page.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')];
  return 'tunnel' in request ? [request.tunnel.host] : [];
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^[\d.]+$/.test(host);
}

/** Only what clients send: Squid itself connects from the address that it connects to. */
function redirectOf(clients: readonly string[]): string {
  const rules = clients.flatMap((client) => {
    const from = `${client.includes(':') ? 'ip6' : 'ip'} saddr ${client} tcp dport`;
    return [`${from} 80 redirect to :3128`, `${from} 443 redirect to :3129`];
  });
  const chain = ['type nat hook output priority -100;', ...rules].join('\n');
  return `table inet lab {\nchain redirected {\n${chain}\n}\n}\n`;
}

interface LogLine {
  readonly client: string;
  readonly clientPort: number;
  readonly rule: string;
  readonly alerts: string;
}

/** Lines of the format `egress`, by client; a log of another format says nothing of rules. */
function readLog(text: string): ReadonlyMap<string, readonly LogLine[]> {
  const lines = text.split('\n').flatMap((line): LogLine[] => {
    try {
      return [JSON.parse(line) as LogLine];
    } catch {
      return [];
    }
  });
  const byClient = new Map<string, LogLine[]>();
  for (const line of lines) {
    const key = `${line.client} ${line.clientPort}`;
    byClient.set(key, [...(byClient.get(key) ?? []), line]);
  }
  return byClient;
}

function verdictOf(
  request: ProxiedRequest,
  { clientPort, end, told, arrived }: NamespaceOutcome,
  log: ReadonlyMap<string, readonly LogLine[]>,
): ProxyVerdict {
  const lines = log.get(`${request.client} ${clientPort}`) ?? [];
  const given = (text: string | undefined): boolean => text !== undefined && text !== '-';
  const rule = lines
    .map((line) => line.rule)
    .filter(given)
    .at(-1);
  const alerts = lines.flatMap((line) => (given(line.alerts) ? line.alerts.split(',') : []));
  return {
    request: request.name,
    verdict: arrived === undefined ? 'drop' : 'pass',
    ...(rule === undefined ? {} : { rule }),
    alerts: [...new Set(alerts)],
    because: told === '' ? end : `${end}: ${told}`,
    ...(arrived === undefined ? {} : { arrived }),
  };
}

function base64(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64');
}
