import fc from 'fast-check';
import { readEstate, readGraph, verify, verifyEstate, type Finding } from '../../src';
import { plannedFile, plannedVpc, type Planned } from './support/planned-vpcs';

const estateOf = (resources: readonly Planned[]) => readEstate([plannedFile(resources)]);

/** As many VPCs, each with a name and a block of its own. */
const vpcs = (count: number) =>
  Array.from({ length: count }, (_, index) => plannedVpc(`net${String(index)}x`, `10.${String(index)}`));

/** How many islands are judged as one, largest first. */
function twinsOf(resources: readonly Planned[]): readonly number[] | undefined {
  return estateOf(resources)
    .islands?.()
    ?.map(({ length }) => length)
    .sort((a, b) => b - a);
}

function violatedIn(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.filter(({ verdict }) => verdict === 'violated').map(({ subject }) => subject))];
}

/** The same resource with other values; the others as they are. */
function changed(resources: readonly Planned[], address: string, values: object): readonly Planned[] {
  const isIt = ({ type, name }: Planned) => `${type}.${name}` === address;
  if (!resources.some(isIt)) throw new Error(`no ${address}`);
  return resources.map((one) => (isIt(one) ? { ...one, values: { ...one.values, ...values } } : one));
}

/** The way out stands in the table of the NAT gateway, and workloads have none. */
function inAnotherTable(resources: readonly Planned[], name: string): readonly Planned[] {
  const route_table_id = `aws_route_table.${name}-nat.id`;
  return resources.map((one) =>
    one.type === 'aws_route' && one.name === `${name}-protected`
      ? { ...one, references: { ...one.references, route_table_id } }
      : one,
  );
}

function without(resources: readonly Planned[], address: string): readonly Planned[] {
  return resources.filter(({ type, name }) => `${type}.${name}` !== address);
}

describe('many VPCs that were made alike', () => {
  it('are told of as if each had been judged', () => {
    const estate = estateOf(vpcs(12).flat());
    const report = verifyEstate(estate);
    expect(estate.islands?.()?.map(({ length }) => length)).toEqual([12]);
    expect(report).toEqual(verify(readGraph(estate)));
    expect(new Set(report.findings.map(({ verdict }) => verdict))).toEqual(new Set(['proved']));
  });

  it('lend no proof to one that differs', () => {
    const [first = [], ...others] = vpcs(5);
    const resources = [without(first, 'aws_route.net0x-edge'), ...others].flat();
    const estate = estateOf(resources);
    expect(twinsOf(resources)).toEqual([4, 1]);
    expect(violatedIn(verifyEstate(estate).findings)).toEqual(['aws_subnet.net0x-protected']);
    expect(verifyEstate(estate)).toEqual(verify(readGraph(estate)));
  });

  it('are judged each by itself when all are broken, with the packets of each', () => {
    const resources = vpcs(4).flatMap((vpc, index) => without(vpc, `aws_route.net${String(index)}x-edge`));
    const estate = estateOf(resources);
    expect(violatedIn(verifyEstate(estate).findings)).toHaveLength(4);
    expect(verifyEstate(estate)).toEqual(verify(readGraph(estate)));
  });
});

function noFirewall(resources: readonly Planned[]): readonly Planned[] {
  return resources.filter(({ type }) => ['aws_vpc', 'aws_subnet', 'aws_route_table'].includes(type));
}

interface Listed {
  readonly planned_values: { readonly root_module: { resources: Named[] } };
  resource_changes: Named[];
  readonly configuration: { readonly root_module: { resources: Named[] } };
}

interface Named {
  address: string;
  [member: string]: unknown;
}

describe('VPCs are alike', () => {
  const readChanged = (change: (plan: Listed) => void) => {
    const { name, text } = plannedFile(vpcs(4).flat());
    const plan = JSON.parse(text) as Listed;
    change(plan);
    const estate = readEstate([{ name, text: JSON.stringify(plan) }]);
    expect(estate.islands?.()?.map(({ length }) => length)).toEqual([4]);
    expect(verifyEstate(estate)).toEqual(verify(readGraph(estate)));
    return verifyEstate(estate);
  };

  it('in whatever order a plan lists changes and configurations', () => {
    readChanged((plan) => {
      plan.resource_changes.reverse();
      plan.configuration.root_module.resources.reverse();
    });
  });

  it('with instances that are counted', () => {
    const isEip = ({ address }: Named) => address.startsWith('aws_eip.');
    readChanged((plan) => {
      for (const one of [...plan.planned_values.root_module.resources, ...plan.resource_changes])
        if (isEip(one)) Object.assign(one, { address: `${one.address}[0]`, index: 0 });
      for (const one of plan.configuration.root_module.resources)
        if (isEip(one)) one['count_expression'] = { constant_value: 1 };
    });
  });
});

type Change = (resources: readonly Planned[], name: string, start: string) => readonly Planned[];

const CHANGES: Readonly<Record<string, Change>> = {
  nothing: (all) => all,
  'no route back': (all, name) => without(all, `aws_route.${name}-edge`),
  'no route out': (all, name) => without(all, `aws_route.${name}-protected`),
  'a route in another table': inAnotherTable,
  'a table without its subnet': (all, name) => without(all, `aws_route_table_association.${name}-nat`),
  'no filter for names': (all, name) =>
    without(all, `aws_route53_resolver_firewall_rule_group_association.${name}-dns`),
  'another zone': (all, name) => changed(all, `aws_subnet.${name}-nat`, { availability_zone: 'us-east-1b' }),
  'a smaller subnet': (all, name, start) =>
    changed(all, `aws_subnet.${name}-nat`, { cidr_block: `${start}.1.0/25` }),
  'another tag': (all, name) => changed(all, `aws_vpc.${name}-vpc`, { tags: { Name: 'other' } }),
  'no firewall': noFirewall,
  'public addresses': (all, name) =>
    changed(all, `aws_subnet.${name}-protected`, { map_public_ip_on_launch: true }),
};

const RUNS = process.env['CI'] === 'true' ? 200 : 12;

describe('any mixture of VPCs, alike or not', () => {
  it('is told of as if all had been judged together', () => {
    const kinds = fc.array(fc.constantFrom(...Object.keys(CHANGES)), { minLength: 3, maxLength: 7 });
    fc.assert(
      fc.property(kinds, (found) => {
        const resources = found.flatMap((kind, index) => {
          const [name, start] = [`net${String(index)}x`, `10.${String(index)}`];
          return CHANGES[kind]?.(plannedVpc(name, start), name, start) ?? [];
        });
        const estate = estateOf(resources);
        expect(verifyEstate(estate)).toEqual(verify(readGraph(estate)));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('VPCs are no twins', () => {
  const three = vpcs(3);
  const rest = three.slice(1).flat();
  const [first = []] = three;
  const group = (name: string, egress: object): Planned => ({
    type: 'aws_security_group',
    name: `${name}-group`,
    values: { egress: [{ protocol: 'tcp', from_port: 443, to_port: 443, ...egress }] },
    references: { vpc_id: `aws_vpc.${name}-vpc.id` },
  });

  it.each<[string, readonly Planned[]]>([
    ['when one has a resource more', [...first, group('net0x', {}), ...rest]],
    ['when one refers to another of its own', [...inAnotherTable(first, 'net0x'), ...rest]],
    ['when a text differs', [...changed(first, 'aws_eip.net0x-nat', { domain: 'other' }), ...rest]],
    [
      'when a subnet is elsewhere in its VPC',
      [...changed(first, 'aws_subnet.net0x-nat', { cidr_block: '10.0.7.0/24' }), ...rest],
    ],
    ['when one is of another private block', [...plannedVpc('net0x', '172.20'), ...rest]],
  ])('%s', (_, resources) => {
    expect(twinsOf(resources)).toEqual([2, 1]);
  });

  it('when one has an attribute that only apply knows', () => {
    const { name, text } = plannedFile(three.flat());
    const plan = JSON.parse(text) as { resource_changes: { address: string; change: object }[] };
    const isIt = ({ address }: { address: string }) => address === 'aws_subnet.net0x-nat';
    plan.resource_changes.filter(isIt).forEach(({ change }) => {
      Object.assign(change, {
        after_unknown: { id: true, arn: true, vpc_id: true, availability_zone: true },
      });
    });
    const estate = readEstate([{ name, text: JSON.stringify(plan) }]);
    expect(estate.islands?.()?.map(({ length }) => length)).toEqual([1, 2]);
    expect(verifyEstate(estate)).toEqual(verify(readGraph(estate)));
  });

  it('when a name is there where another name is not', () => {
    const tagged = (name: string, tag: string) => (all: readonly Planned[]) =>
      changed(all, `aws_vpc.${name}-vpc`, { tags: { Name: tag } });
    const resources = [
      ...tagged('net0x', 'net0x and net1x')(first),
      ...tagged('net1x', 'net1x and net1x')(three[1] ?? []),
      ...tagged('net2x', 'net2x and net1x')(three[2] ?? []),
    ];
    expect(twinsOf(resources)).toEqual([2, 1]);
  });

  it('when nobody knows where in a text a name is', () => {
    const names = ['aiq', 'ajx', 'bob'];
    const resources = names.flatMap((name, index) =>
      changed(plannedVpc(name, `10.${String(index)}`), `aws_vpc.${name}-vpc`, {
        tags: { Name: `bo${name}` },
      }),
    );
    expect(twinsOf(resources)).toEqual([2, 1]);
  });

  it('when what they say of an address means another place in each', () => {
    const resources = three.flatMap((vpc, index) => [
      ...vpc,
      group(`net${String(index)}x`, { cidr_blocks: ['10.0.0.0/15'] }),
    ]);
    expect(twinsOf(resources)).toEqual([1, 1, 1]);
  });

  it('when they say something of more than their VPCs, which lies elsewhere in each', () => {
    const resources = three.flatMap((vpc, index) => [
      ...vpc,
      group(`net${String(index)}x`, { cidr_blocks: [`10.${String(index)}.0.0/12`] }),
    ]);
    expect(twinsOf(resources)).toEqual([1, 1, 1]);
  });

  it('and are, when they say the same of all private addresses or of public ones', () => {
    const resources = three.flatMap((vpc, index) => [
      ...vpc,
      group(`net${String(index)}x`, { cidr_blocks: ['10.0.0.0/8', '8.8.8.0/24'] }),
    ]);
    expect(twinsOf(resources)).toEqual([3]);
  });

  it('when the name of each is in what decides something', () => {
    const names = ['tcp', 'udp', 'icm'];
    const resources = names.flatMap((name, index) => [
      ...plannedVpc(name, `10.${String(index)}`),
      group(name, { protocol: name }),
    ]);
    expect(twinsOf(resources)).toEqual([1, 1, 1]);
  });
});

/** Packets of the first VPC go to the NAT gateway of the second. */
function leadingInto(resources: readonly Planned[]): readonly Planned[] {
  return resources.map((one) =>
    one.type === 'aws_route' && one.name === 'net0x-protected'
      ? { ...one, references: { ...one.references, nat_gateway_id: 'aws_nat_gateway.net1x-nat.id' } }
      : one,
  );
}

describe('nothing is judged apart', () => {
  const all = vpcs(3).flat();
  const [first = ''] = all.map(({ type, name }) => `${type}.${name}`);

  it.each<[string, readonly Planned[]]>([
    [
      'where something joins VPCs',
      [...all, { type: 'aws_ec2_transit_gateway', name: 'net0x-t', values: {} }],
    ],
    ['where something is not understood', [...all, { type: 'other_thing', name: 'x', values: {} }]],
    [
      'where something names what the plan does not make',
      [...changed(all, first, { vpc_id: 'vpc-0123456789abcdef0' })],
    ],
    ['where an id is known already', [...changed(all, first, { id: 'igw-0123456789abcdef0' })]],
    ['where a VPC leads into another', leadingInto(all)],
    ['where a name tells no VPC', [...all, { type: 'aws_eip', name: 'shared', values: {} }]],
    ['where two VPCs have one name', [...all, ...plannedVpc('net0x-b', '10.9')]],
    ['of two VPCs', vpcs(2).flat()],
  ])('%s', (_, resources) => {
    const estate = estateOf(resources);
    expect(estate.islands?.()).toBeUndefined();
    expect(verifyEstate(estate)).toEqual(verify(readGraph(estate)));
  });

  it('where an island does not tell all: what is not known could be anywhere', () => {
    const association = 'aws_route53_resolver_firewall_rule_group_association';
    const isFilter = ({ type, name }: Planned) => type.startsWith('aws_route53_') && name.startsWith('net2x');
    const lost = all
      .filter((one) => !isFilter(one))
      .map((one) =>
        one.type === association && one.name === 'net1x-dns'
          ? { ...one, references: { ...one.references, vpc_id: 'local.vpc,aws_vpc.net1x-vpc.id' } }
          : one,
      );
    const estate = estateOf(lost);
    expect(twinsOf(lost)).toEqual([1, 1, 1]);
    const ofLast = verifyEstate(estate).findings.find(({ subject }) => subject === 'aws_vpc.net2x-vpc');
    expect(ofLast?.verdict).toBe('undetermined');
    expect(verifyEstate(estate)).toEqual(verify(readGraph(estate)));
  });

  it('where some have firewalls and some have none', () => {
    const resources = vpcs(4).flatMap((vpc, index) => (index > 1 ? vpc : noFirewall(vpc)));
    const estate = estateOf(resources);
    expect(twinsOf(resources)).toEqual([2, 2]);
    expect(verifyEstate(estate)).toEqual(verify(readGraph(estate)));
  });

  it('where something is nested deeper than a stack is', () => {
    const depth = 100_000;
    const { name, text } = plannedFile(all);
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const estate = readEstate([{ name, text: text.replaceAll('"domain":"vpc"', `"domain":${deep}`) }]);
    expect(estate.islands?.()).toBeUndefined();
    expect(verifyEstate(estate)).toEqual(verify(readGraph(estate)));
  });

  it('where a command is run for one of them: the others are no twins of it', () => {
    const { name, text } = plannedFile(all);
    const plan = JSON.parse(text) as {
      configuration: { root_module: { resources: Record<string, unknown>[] } };
    };
    const { resources } = plan.configuration.root_module;
    const table = resources.find(({ address }) => address === 'aws_route_table.net2x-protected');
    Object.assign(table ?? {}, {
      provisioners: [{ type: 'local-exec', expressions: { command: { constant_value: './fix.sh' } } }],
    });
    const estate = readEstate([{ name, text: JSON.stringify(plan) }]);
    expect(estate.islands?.()).toBeUndefined();
    const open = verifyEstate(estate).findings.filter(({ verdict }) => verdict === 'undetermined');
    expect(new Set(open.map(({ subject }) => subject))).toEqual(new Set(['aws_subnet.net2x-protected']));
  });

  it('where options mean some VPCs', () => {
    const estate = estateOf(all);
    const options = { protected: ['10.0.0.0/16'] };
    expect(verifyEstate(estate, options)).toEqual(verify(readGraph(estate), options));
    expect(verifyEstate(estate, options)).not.toEqual(verifyEstate(estate));
  });
});
