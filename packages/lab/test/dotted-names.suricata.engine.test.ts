/** Names as clients may write them, on which a parser of strings and the engine's could part. */
import type { Destination, EgressPolicy, NetworkFirewallOptions } from '@inspected-egress/policy';
import { compare, disagrees, show } from './support/compared';
import { describeWithSuricata } from './support/engine';
import { attemptOf, DOTTED_HOSTS, DOTTED_SERVER_NAMES, SERVERS } from './support/policies';

const PLACE: NetworkFirewallOptions = {
  position: 'before-nat',
  natCidrBlocks: ['10.1.1.0/24'],
  workloadCidrBlocks: ['10.1.3.0/24'],
  today: '2026-11-22',
};
const ITSELF: Destination = { name: 'example.com' };
const SUBDOMAINS: Destination = { name: '*.example.com' };
const [server] = SERVERS;
if (server === undefined) throw new Error('there is no server');
const attempts = [
  ...['example.com', 'www.example.com', ...DOTTED_HOSTS].map((host) =>
    attemptOf({ kind: 'http', host }, server, 0),
  ),
  ...['example.com', 'www.example.com', ...DOTTED_SERVER_NAMES].map((serverName) =>
    attemptOf({ kind: 'tls', serverName }, server, 0),
  ),
];

describeWithSuricata('names with dots before and after them', () => {
  it.each([
    ['a name', [ITSELF]],
    ['its subdomains', [SUBDOMAINS]],
    ['both', [ITSELF, SUBDOMAINS]],
  ])('are the name that `evaluate` says: %s, passed and forbidden', (_, destinations) => {
    const disagreements = (['pass', 'drop'] as const).flatMap((action) => {
      const policy: EgressPolicy = {
        version: 1,
        name: 'dotted',
        mode: 'enforce',
        rules: [
          { id: 'named', destinations, applications: ['https', 'http'], action },
          {
            id: 'rest',
            destinations: [{ anywhere: 'all' }],
            applications: ['https', 'http'],
            action: 'pass',
          },
        ].slice(0, action === 'pass' ? 1 : 2) as EgressPolicy['rules'],
      };
      const { compared } = compare(policy, attempts, PLACE);
      expect(new Set(compared.map(({ found }) => found.verdict))).toEqual(new Set(['pass', 'drop']));
      return compared.filter(disagrees).map((one) => show(policy, one));
    });
    expect(disagreements).toEqual([]);
  });
});
