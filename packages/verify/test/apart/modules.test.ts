import { verifyEstate } from '../../src';
import { fc, runs } from '../read/support/properties';
import { plannedModules, plannedVpc, type Planned, type PlannedModules } from './support/planned-vpcs';
import { edited, edits, estateOf, toldOfAll, toldOfText, twinsIn } from './support/told-text';

const KEYS = ['net0x', 'net1x', 'net2x', 'net3x'];

type Change = (vpc: readonly Planned[], key: string) => readonly Planned[];

/** A module for each key; every VPC as it is, unless it is changed. */
function plan(changes: readonly Change[] = []): PlannedModules {
  const instances = KEYS.map((key, index) => {
    const vpc = plannedVpc(key, `10.${String(index)}`);
    return [key, changes[index]?.(vpc, key) ?? vpc] as const;
  });
  return plannedModules(Object.fromEntries(instances));
}

const PLAN = JSON.stringify(plan());

const without =
  (role: string): Change =>
  (vpc, key) =>
    vpc.filter(({ type, name }) => `${type}.${name}` !== role.replace('.', `.${key}-`));

const changed =
  (role: string, values: object): Change =>
  (vpc, key) =>
    vpc.map((one) =>
      `${one.type}.${one.name}` === role.replace('.', `.${key}-`)
        ? { ...one, values: { ...one.values, ...values } }
        : one,
    );

const spare: Change = (vpc, key) => [
  ...vpc,
  { type: 'aws_eip', name: `${key}-spare`, values: { domain: 'vpc' } },
];

function halves<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

const CHANGES: readonly Change[] = [
  (vpc) => vpc,
  (vpc) => vpc,
  without('aws_route.edge'),
  without('aws_route.protected'),
  without('aws_route_table_association.nat'),
  without('aws_route53_resolver_firewall_rule_group_association.dns'),
  changed('aws_subnet.nat', { availability_zone: 'us-east-1b' }),
  changed('aws_subnet.protected', { map_public_ip_on_launch: true }),
  changed('aws_vpc.vpc', { tags: { Name: 'other' } }),
];

describe('instances of a module', () => {
  it('that are alike are judged once', () => {
    expect(twinsIn(PLAN)).toEqual([4]);
    expect(toldOfText(PLAN)).toEqual(toldOfAll(PLAN));
    const { findings } = verifyEstate(estateOf(PLAN));
    expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(['proved']));
    expect(findings.map(({ subject }) => subject)).toContain('module.net["net3x"].aws_subnet.protected');
  });

  it('that are alike are judged once when they call modules', () => {
    const all = plan([spare, spare, spare, spare]);
    const { net } = all.configuration.root_module.module_calls;
    const isSpare = (one: object) => JSON.stringify(one).includes('aws_eip.spare"');
    const [outer = [], inner = []] = halves(net?.module.resources ?? [], isSpare);
    Object.assign(net ?? {}, {
      module: { resources: outer, module_calls: { in: { module: { resources: inner } } } },
    });
    const moved = <T extends object>(one: T) =>
      JSON.parse(JSON.stringify(one).replaceAll(/(net\dx\\"\])\.aws/g, '$1.module.in.aws')) as T;
    for (const child of all.planned_values.root_module.child_modules) {
      const [own, others] = halves(child.resources, isSpare);
      const child_modules = [{ resources: others.map(moved), address: `${child.address}.module.in` }];
      Object.assign(child, { resources: own, child_modules });
    }
    all.resource_changes = all.resource_changes.map((one) => (isSpare(one) ? one : moved(one)));
    const text = JSON.stringify(all);
    expect(twinsIn(text)).toEqual([4]);
    expect(toldOfText(text)).toEqual(toldOfAll(text));
    const subjects = verifyEstate(estateOf(text)).findings.map(({ subject }) => subject);
    expect(subjects).toContain('module.net["net3x"].module.in.aws_subnet.protected');
  });

  it('are told of as if all had been judged together, alike or not', () => {
    // What configures them is that of the first.
    const others = fc.array(fc.constantFrom(...CHANGES), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(others, (all) => {
        const text = JSON.stringify(plan([(vpc) => vpc, ...all]));
        expect(twinsIn(text)).toBeDefined();
        expect(toldOfText(text)).toEqual(toldOfAll(text));
      }),
      runs(200),
    );
  });

  it('are told of after any edits of the text as if all of it had been parsed, or refused', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const text = all.reduce((before, edit) => edited(before, edit, KEYS), PLAN);
        expect(toldOfText(text)).toEqual(toldOfAll(text));
      }),
      runs(400),
    );
  });
});

describe('instances of a module are not judged apart', () => {
  it.each<[string, (plan: PlannedModules) => void]>([
    [
      'when something is beside the module',
      ({ configuration, planned_values, resource_changes }) => {
        const eip = { address: 'aws_eip.own', mode: 'managed', type: 'aws_eip', name: 'own' };
        configuration.root_module.resources = [{ ...eip, expressions: {} }];
        planned_values.root_module.resources = [{ ...eip, values: {} }];
        resource_changes.push({
          ...eip,
          change: { actions: ['create'], before: null, after_unknown: { id: true } },
        });
      },
    ],
    [
      'when something beside it is planned, which nothing configures',
      ({ planned_values }) => {
        const eip = { address: 'aws_eip.own', mode: 'managed', type: 'aws_eip', name: 'own' };
        planned_values.root_module.resources = [{ ...eip, values: {} }];
      },
    ],
    [
      'when more is planned of one, and not changed',
      ({ planned_values: { root_module } }) => {
        const address = root_module.child_modules[0]?.address ?? '';
        const eip = { address: `${address}.aws_eip.own`, mode: 'managed', type: 'aws_eip', name: 'own' };
        root_module.child_modules.splice(1, 0, { resources: [{ ...eip, values: {} }], address });
      },
    ],
    [
      'when something beside it is configured, of which there is none',
      ({ configuration }) => {
        configuration.root_module.resources = [
          { address: 'aws_eip.own', mode: 'managed', type: 'aws_eip', name: 'own', expressions: {} },
        ];
      },
    ],
    [
      'when another module is called',
      ({ configuration }) => {
        configuration.root_module.module_calls['other'] = { module: { resources: [] } };
      },
    ],
    [
      'when it is passed what another instance puts out',
      ({ configuration }) => {
        Object.assign(configuration.root_module.module_calls['net'] ?? {}, {
          expressions: { peer: { references: ['module.net["net0x"].id', 'module.net'] } },
        });
      },
    ],
    [
      'when it is passed what compares keys',
      ({ configuration }) => {
        Object.assign(configuration.root_module.module_calls['net'] ?? {}, {
          expressions: { peer: { constant_value: '${each.key == "net0x"}', references: ['each.key'] } },
        });
      },
    ],
    [
      'when it runs a command',
      ({ configuration }) => {
        Object.assign(configuration.root_module.module_calls['net']?.module.resources[0] ?? {}, {
          provisioners: [{ type: 'local-exec', expressions: { command: { constant_value: './fix.sh' } } }],
        });
      },
    ],
    [
      'when there is something already',
      (all) => {
        all.prior_state = { format_version: '1.0', values: { root_module: {} } };
      },
    ],
    [
      'when something is removed',
      ({ resource_changes }) => {
        const change = { actions: ['delete'], before: {}, after_unknown: {} };
        resource_changes.push({ address: 'module.net["net3x"].aws_eip.old', type: 'aws_eip', change });
      },
    ],
    [
      'when what is planned of one is in two places',
      ({ planned_values: { root_module } }) => {
        const [first] = root_module.child_modules;
        if (first !== undefined)
          root_module.child_modules.unshift({ ...first, resources: first.resources.splice(3) });
      },
    ],
    [
      'when one is not where its resources are',
      ({ planned_values: { root_module } }) => {
        for (const one of root_module.child_modules.slice(0, 1)) one.address = 'module.net["other"]';
      },
    ],
  ])('%s', (_, change) => {
    const all = plan();
    change(all);
    const text = JSON.stringify(all);
    expect(twinsIn(text)).toBeUndefined();
    expect(toldOfText(text)).toEqual(toldOfAll(text));
  });

  it('when their keys are no words', () => {
    const vpc = (key: string, index: number) => [key, plannedVpc(key, `10.${String(index)}`)] as const;
    const text = JSON.stringify(plannedModules(Object.fromEntries(['a b', 'a c', 'a d'].map(vpc))));
    expect(twinsIn(text)).toBeUndefined();
    expect(toldOfText(text)).toEqual(toldOfAll(text));
  });

  it('when they are told of where nothing is planned', () => {
    const text = PLAN.replace('"planned_values":', '"planned_values":{"root_module":{}},"other_values":');
    expect(text).not.toBe(PLAN);
    expect(toldOfText(text)).toEqual(toldOfAll(text));
    expect(toldOfText(text)).toEqual(['VFY109']);
  });
});
