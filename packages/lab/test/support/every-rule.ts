import type { Application, Destination, EgressPolicy, EgressRule } from '@inspected-egress/policy';
import type { CapturedRequest } from '../../src/index';
import { attemptOf, SERVERS, type Attempt } from './policies';

const ACTIONS: readonly EgressRule['action'][] = ['pass', 'drop', 'reject', 'alert'];
const APPLICATIONS: Readonly<Record<string, Application>> = {
  https: 'https',
  http: 'http',
  dns: 'dns',
  ntp: 'ntp',
  ssh: 'ssh',
  ping: 'icmp-echo',
  tcp: { tcp: { from: 5432, to: 5432 } },
  udp: { udp: { from: 8000, to: 8000 } },
};
const CARRIERS = ['https', 'http', 'dns'];
const FORMS: Readonly<Record<string, Destination>> = {
  name: { name: 'example.com' },
  'set-of-names': { set: 'names' },
  'set-of-addresses': { set: 'addresses' },
  block: { cidrBlock: '8.0.0.0/8' },
  list: { prefixList: 'pl-0123456789abcdef0' },
  country: { country: 'US' },
  service: { service: 's3' },
  anywhere: { anywhere: 'all' },
};
const isOfNames = (form: string) => form === 'name' || form === 'set-of-names';

/** Form, application and action of every rule that there is, as an id. A service is behind no firewall. */
export const EVERY_RULE: readonly string[] = Object.keys(FORMS)
  .filter((form) => form !== 'service')
  .flatMap((form) => ACTIONS.flatMap((action) => idsOf(form, action)));

function idsOf(form: string, action: string): readonly string[] {
  return Object.keys(APPLICATIONS)
    .filter((name) => !isOfNames(form) || CARRIERS.includes(name))
    .map((name) => `${form}-${name}-${action}`);
}

/** For each form and action a policy, with a rule for each application. */
export const POLICIES_OF_EVERY_RULE: readonly EgressPolicy[] = Object.entries(FORMS).flatMap(
  ([form, destination]) =>
    ACTIONS.map(
      (action): EgressPolicy => ({
        version: 1,
        name: `${form}-${action}`,
        mode: 'enforce',
        sets: { names: [{ name: 'example.org' }], addresses: [{ cidrBlock: '8.0.0.0/8' }] },
        rules: idsOf(form, action).map((id) => ({
          id,
          destinations: [destination],
          applications: [APPLICATIONS[id.split('-').at(-2) ?? ''] ?? 'https'],
          action,
        })),
      }),
    ),
);

const REQUESTS: readonly CapturedRequest[] = [
  ...['example.com', 'example.org', 'notexample.com'].flatMap((name): CapturedRequest[] => [
    { kind: 'tls', serverName: name },
    { kind: 'http', host: name },
    { kind: 'dns', queryName: name },
  ]),
  { kind: 'ntp' },
  { kind: 'ssh' },
  { kind: 'icmp' },
  { kind: 'tcp', port: 5432, payload: 'bytes of no protocol' },
  { kind: 'udp', port: 8000, payload: 'bytes of no protocol' },
];

/** A request for every application, to servers that each form means and does not. */
export const ATTEMPTS_OF_EVERY_RULE: readonly Attempt[] = SERVERS.slice(0, 4).flatMap((server) =>
  REQUESTS.map((request) => attemptOf(request, server, 0)),
);
