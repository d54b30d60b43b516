/** Where endpoints stand that a partner made, by input: construct paths of subnets by ids, as a reviewer would be told. */
export const GIVEN_ENDPOINTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'examples/fortigate-cnf': {
    'vpce-0aaaaaaaaaaaaaaa1': 'fortigate-cnf/egress/vpc/a-firewall/subnet',
    'vpce-0bbbbbbbbbbbbbbb2': 'fortigate-cnf/egress/vpc/b-firewall/subnet',
  },
};
