import type { Comparison, PlainChanges, PlainFlowChange, PlainWay, PlainWayChange } from './comparison';

/** What is gained and lost of one subject: a subnet, a firewall, a VPC, an endpoint, a security group. */
export interface SubjectChanges {
  readonly subject: string;
  readonly constructPath?: string;
  readonly changes: readonly ChangeLines[];
}

export interface ChangeLines {
  readonly sign: 'lost' | 'gained';
  readonly title: string;
  /** What else is to be said of it, one line each. */
  readonly more: readonly string[];
}

/** By subject, subnets first, each with what it lost before what it gained. */
export function groupChanges({
  lost,
  gained,
}: Pick<Comparison, 'lost' | 'gained'>): readonly SubjectChanges[] {
  const subjects = new Map<string, { constructPath?: string; changes: ChangeLines[] }>();
  const sides = [...linesOf('lost', lost), ...linesOf('gained', gained)];
  for (const isSubnet of [true, false])
    for (const { subject, constructPath, isOfSubnet, ...change } of sides) {
      if (isOfSubnet !== isSubnet) continue;
      const found = subjects.get(subject) ?? { changes: [] };
      found.changes.push(change);
      if (constructPath !== undefined) found.constructPath = constructPath;
      subjects.set(subject, found);
    }
  return [...subjects].map(([subject, found]) => ({ subject, ...found }));
}

interface Line extends ChangeLines {
  readonly subject: string;
  readonly constructPath?: string;
  readonly isOfSubnet: boolean;
}

function linesOf(
  sign: ChangeLines['sign'],
  { subnets, ways, flows, statements }: PlainChanges,
): readonly Line[] {
  const about = (one: { subnet: string; constructPath?: string }) => ({
    sign,
    isOfSubnet: true,
    subject: one.subnet,
    ...(one.constructPath === undefined ? {} : { constructPath: one.constructPath }),
  });
  return [
    ...subnets.map((subnet) => ({ ...about({ subnet }), title: 'the subnet', more: [] })),
    ...ways.map((way) => ({ ...about(way), title: `to ${way.to}`, more: wayLines(way) })),
    ...flows.map((flow) => ({ ...about(flow), title: flowTitle(flow), more: flow.because })),
    ...statements.map(({ subject, constructPath, aspect, statement }) => ({
      sign,
      isOfSubnet: false,
      subject,
      ...(constructPath === undefined ? {} : { constructPath }),
      title: `${aspect}: ${statement}`,
      more: [],
    })),
  ];
}

function wayLines({ out, back, subnet, unless }: PlainWayChange): readonly string[] {
  const passed = (way: PlainWay, isReply: boolean) => {
    const hops = isReply ? way.hops : way.hops.filter(({ key }) => key !== subnet);
    const path = hops.map(({ key }) => `\`${key}\``).join(', ');
    const reason = way.reason === undefined ? '' : `: ${way.reason}`;
    const code = way.code === undefined ? '' : ` [${way.code}]`;
    return `${path === '' ? 'nowhere' : path}: ${way.disposition}${code}, ${way.isInspected ? 'inspected' : 'not inspected'}${reason}`;
  };
  return [
    `out   ${passed(out, false)}`,
    ...(back === undefined ? [] : [`back  ${passed(back, true)}`]),
    ...(unless ?? []).map((route) => `unless it is of ${route}`),
  ];
}

function flowTitle({ flow, to, verdict }: PlainFlowChange): string {
  const name = flow.protocol === 'icmp' ? 'ICMP echo' : `${flow.protocol.toUpperCase()} to port ${flow.port}`;
  return `${name} of ${to}: ${verdict}`;
}
