import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { EGRESS_NEEDS } from '@inspected-egress/policy';
import { PROMISES } from '@inspected-egress/verify';
import { choose, type ChooseCall } from './commands/choose';
import { compile, type CompileCall } from './commands/compile';
import { diff, DIFF_FORMATS, type DiffCall } from './commands/diff';
import { explain, type ExplainCall } from './commands/explain';
import { lint, SEVERITIES, type LintCall } from './commands/lint';
import { replay, type ReplayCall } from './commands/replay';
import { simulate, type SimulateCall } from './commands/simulate';
import { verify, VERIFY_FORMATS, type VerifyCall } from './commands/verify';
import { EXPECTATIONS } from './flows/flow-entry';
import type { EgressIo } from './io';
import { LAYERS } from './place/layers';

/** Does the work of a verb, and keeps what comes of it. */
export type Finish = (
  call: { readonly format: string },
  doing: string,
  work: () => Promise<number>,
) => Promise<void>;

/** The `egress` command. Each verb hands its work over, so that all end in one way. */
export function egressProgram(io: EgressIo, finish: Finish): Command {
  const program = new Command('egress')
    .description(
      'What may leave a VPC: one policy, checked, compiled to every layer that enforces it, and tried; and proof from any Terraform that nothing leaves uninspected.',
    )
    .version(version())
    .showSuggestionAfterError(true);
  addVerify(program, io, finish);
  addExplain(program, io, finish);
  addDiff(program, io, finish);
  addChoose(program, io, finish);
  const policy = program
    .command('policy')
    .description(
      'Check, compile and try an egress policy. A policy is a YAML or JSON file; `-` is standard input.',
    );
  addLint(policy, io, finish);
  addCompile(policy, io, finish);
  addSimulate(policy, io, finish);
  addReplay(policy, io, finish);
  return program;
}

const INPUTS = [
  'An input is a folder cdktf.out or one of its stacks, a cdk.tf.json, what `terraform show -json` prints of a plan or a',
  'state, a state file, a folder of answers of the AWS CLI, or `-`. Which of these it is, is found out.',
];

function endpointOption(): Option {
  return new Option(
    '--endpoint <id=subnet...>',
    'subnets of firewall endpoints that the input knows by their ids alone, as a partner made them',
  );
}

function addVerify(program: Command, io: EgressIo, finish: Finish): void {
  program
    .command('verify')
    .description('Prove from Terraform where packets go, or show the packet that breaks a promise.')
    .argument('<input...>', 'what Terraform places, each verified by itself')
    .addOption(
      new Option(
        '--format <format>',
        'json and sarif are one value, for programs; markdown is a comment on a change',
      )
        .choices(VERIFY_FORMATS)
        .default('text'),
    )
    .option('--require <promises>', 'promises that decide the status, with commas (default: all)')
    .option(
      '--protected <subnets>',
      'subnets to judge: addresses of resources, CIDR blocks, or tag=value, with commas (default: all that may hold a workload)',
    )
    .option(
      '--accept <addresses>',
      'transit gateways, endpoints and the like that packets may leave by uninspected, with commas',
    )
    .addOption(endpointOption())
    .addHelpText(
      'after',
      lines(
        ...INPUTS,
        '',
        'Promises:',
        ...PROMISES.map((promise) => `  ${promise}`),
        '',
        'Status: 0 all required promises are proved, 1 one is violated, 2 none is and one is undetermined,',
        '3 an input or the call is unusable. Of several inputs, the worst.',
        '',
        'Example: egress verify cdktf.out',
        'Example: terraform show -json plan.tfplan | egress verify - --require every-exit-is-inspected',
      ),
    )
    .action((names: string[], call: VerifyCall) =>
      finish(call, `verifying ${names.join(', ')}`, () => verify(names, call, io)),
    );
}

function addExplain(program: Command, io: EgressIo, finish: Finish): void {
  program
    .command('explain')
    .description('Follow one flow out and back, hop by hop, and ask the firewall about it.')
    .argument('<input>', 'what Terraform places')
    .requiredOption(
      '--from <source>',
      'IP address in a subnet, or the address, AWS id or construct path of a subnet or of what is in one',
    )
    .requiredOption(
      '--to <destination>',
      '<IP address or name>[:port][/tcp|udp|icmp]; TCP and port 443 where nothing is said',
    )
    .option('--name <name>', 'server name of TLS or Host of HTTP that the client claims at an address')
    .option('--country <code>', 'country of the destination, where a rule of the firewall asks for it')
    .addOption(endpointOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      lines(
        ...INPUTS,
        '',
        'Status: 0 the input tells what becomes of the flow, 2 it does not, 3 an input or the call is unusable.',
        '',
        'Example: egress explain cdktf.out/stacks/dev --from 10.0.0.10 --to 8.8.8.8:443/tcp',
        'Example: egress explain cdktf.out/stacks/dev --from 10.0.0.10 --to ipinfo.io',
      ),
    )
    .action((name: string, call: ExplainCall) =>
      finish(call, `following ${call.from} to ${call.to}`, () => explain(name, call, io)),
    );
}

function addChoose(program: Command, io: EgressIo, finish: Finish): void {
  program
    .command('choose')
    .description('Say which means of securing outbound traffic meet what is needed, and what each costs.')
    .option('--needs <needs>', 'what egress must do, with commas', '')
    .option(
      '--destinations <where>',
      'internet, or aws-services where workloads call nothing else',
      'internet',
    )
    .option('--vpcs <number>', 'VPCs with workloads', '1')
    .option('--zones <number>', 'zones of each', '2')
    .option('--gigabytes <GB>', 'what all of them send and receive through their way out in a month', '0')
    .option('--queries <millions>', 'DNS queries of all of them in a month')
    .option('--endpoints <number>', 'services of AWS that each reaches by interface endpoints')
    .option('--instance-usd <USD>', 'what one appliance or proxy costs an hour, licence included')
    .option('--out <file>', 'write a starting EnvironmentConfig of the reference architecture, as TypeScript')
    .option('--force', 'replace that file')
    .addOption(formatOption())
    .addHelpText(
      'after',
      lines(
        'Needs:',
        ...EGRESS_NEEDS.map((need) => `  ${need}`),
        '',
        'Status: 0 a strategy meets every need, 1 none does, 3 the call is unusable.',
        '',
        'Example: egress choose --needs names,no-instances --zones 2 --gigabytes 1000 --out dev.ts',
      ),
    )
    .action((call: ChooseCall) => finish(call, 'choosing', () => choose(call, io)));
}

function addDiff(program: Command, io: EgressIo, finish: Finish): void {
  program
    .command('diff')
    .description(
      'Say which packets go another way, and which policies say otherwise, in the second of two inputs.',
    )
    .argument('<before>', 'what Terraform places, or AWS has')
    .argument('<after>', 'the same of later, or of another form')
    .addOption(
      new Option('--format <format>', 'json is one value, for programs; markdown is a comment on a change')
        .choices(DIFF_FORMATS)
        .default('text'),
    )
    .option(
      '--protected <subnets>',
      'subnets to compare: addresses of resources, CIDR blocks, or tag=value, with commas (default: all that may hold a workload)',
    )
    .addOption(endpointOption())
    .addHelpText(
      'after',
      lines(
        ...INPUTS,
        '',
        'Names, order and tags change nothing. Subnets and what packets pass are known again by AWS id, address, construct,',
        'tag Name, and place.',
        '',
        'Status: 0 nothing is gained or lost, 1 something is, 2 nothing surely is and something may be,',
        '3 an input or the call is unusable.',
        '',
        'Example: egress diff main.json change.json --format markdown',
      ),
    )
    .action((before: string, after: string, call: DiffCall) =>
      finish(call, `comparing ${before} with ${after}`, () => diff([before, after], call, io)),
    );
}

function addLint(policy: Command, io: EgressIo, finish: Finish): void {
  policy
    .command('lint')
    .description(
      'Say what a reviewer should know: rules that never decide, and rules wider than their purpose.',
    )
    .argument('<policy...>', 'files, each checked by itself, or together under --baseline')
    .option(
      '--baseline <file>',
      "an organization's policy, whose rules come first; the others are additions to it",
    )
    .addOption(
      new Option('--fail-on <severity>', 'the mildest remark that gives status 1')
        .choices(SEVERITIES)
        .default('warning'),
    )
    .addOption(todayOption(io))
    .addOption(formatOption())
    .addHelpText(
      'after',
      lines(
        'Status: 0 nothing as severe as --fail-on, 1 something, 3 an input or the call is unusable.',
        '',
        'Example: egress policy lint --baseline organization.yaml team-a.yaml team-b.yaml',
      ),
    )
    .action((names: string[], call: LintCall) =>
      finish(call, `checking ${names.join(', ')}`, () => lint(names, call, io)),
    );
}

function addCompile(policy: Command, io: EgressIo, finish: Finish): void {
  policy
    .command('compile')
    .description(
      'Write the policy in the words of the layers that enforce it, with all that they cannot say.',
    )
    .argument('<policy>', 'file of the policy')
    .requiredOption(
      '--to <layers>',
      `one or more, with commas: ${LAYERS.map(({ layer }) => layer).join(', ')}`,
    )
    .option('--place <file>', 'YAML or JSON: addresses and names of the place where it is enforced')
    .option('--out <folder>', 'write files there, a folder for each layer, instead of printing them')
    .option('--force', 'replace files that are not as this command wrote them')
    .addOption(todayOption(io))
    .addOption(formatOption())
    .addHelpText(
      'after',
      lines(
        'Status: 0 compiled, 3 an input or the call is unusable.',
        '',
        'Example: egress policy compile policy.yaml --to network-firewall --place vpc.yaml --out compiled',
      ),
    )
    .action((name: string, call: CompileCall) =>
      finish(call, `compiling ${name}`, () => compile(name, call, io)),
    );
}

function addSimulate(policy: Command, io: EgressIo, finish: Finish): void {
  const command = policy
    .command('simulate')
    .description('Say what the policy does with flows, and whether that is what was expected.')
    .argument('<policy>', 'file of the policy');
  addFlowOptions(command)
    .addOption(todayOption(io))
    .addOption(formatOption())
    .addHelpText(
      'after',
      lines(
        'A server name alone means TLS on TCP 443, a host HTTP on TCP 80, a query DNS on UDP 53.',
        '',
        'Status: 0 every expectation is met, 1 a flow has another verdict, 2 none has, but one that was expected to',
        'is undetermined, 3 an input or the call is unusable.',
        '',
        'Example: egress policy simulate policy.yaml --from 10.0.0.10 --to 198.51.100.7 --sni pypi.org --expect pass',
        'Example: egress policy simulate policy.yaml --flow flows.yaml',
      ),
    )
    .action((name: string, options: FlowOptions & SimulateCall) =>
      finish(options, `judging flows by ${name}`, () =>
        simulate(name, { ...options, ...flowsCall(options) }, io),
      ),
    );
}

function addReplay(policy: Command, io: EgressIo, finish: Finish): void {
  const command = policy
    .command('replay')
    .description(
      'Ask a real Suricata what the compiled rules of Network Firewall do with packets of the flows.',
    )
    .argument('<policy>', 'file of the policy');
  addFlowOptions(command)
    .requiredOption('--place <file>', 'YAML or JSON: addresses and names of the place where the firewall is')
    .option('--pcap <file>', 'write the packets, to open in Wireshark or tcpdump')
    .option('--force', 'replace a file of packets that is there already')
    .addOption(todayOption(io))
    .addOption(formatOption())
    .addHelpText(
      'after',
      lines(
        'Needs Suricata 7 on the PATH, or its path in SURICATA.',
        '',
        'Status: 0 Suricata agrees with the policy but for what the compiler says, 1 it disagrees, 2 it does not, and',
        'the policy leaves a flow undetermined, 3 an input or the call is unusable, or there is no Suricata.',
        '',
        'Example: egress policy replay policy.yaml --flow flows.yaml --place vpc.yaml --pcap flows.pcap',
      ),
    )
    .action((name: string, options: FlowOptions & ReplayCall) =>
      finish(options, `replaying flows by ${name}`, () =>
        replay(name, { ...options, ...flowsCall(options) }, io),
      ),
    );
}

interface FlowOptions {
  readonly flow?: string;
  readonly from?: string;
  readonly to?: string;
  readonly protocol?: string;
  readonly port?: string;
  readonly icmpType?: string;
  readonly application?: string;
  readonly sni?: string;
  readonly host?: string;
  readonly query?: string;
  readonly country?: string;
  readonly prefixList?: readonly string[];
  readonly group?: readonly string[];
  readonly tier?: string;
  readonly expect?: string;
}

function addFlowOptions(command: Command): Command {
  return command
    .option('--flow <file>', 'YAML or JSON: a list of flows, each with what is expected of it')
    .option('--from <address>', 'address of the workload')
    .option('--to <address>', 'address of the destination')
    .option('--protocol <protocol>', 'tcp, udp, icmp or icmpv6')
    .option('--port <port>', 'of TCP and UDP')
    .option('--icmp-type <type>', '8 and 128 are echo requests')
    .option('--application <name>', 'what the bytes are: tls, http, dns, ssh, quic, ntp or other')
    .option('--sni <name>', 'server name of TLS')
    .option('--host <name>', 'host of HTTP')
    .option('--query <name>', 'name that a DNS query asks for')
    .option('--country <code>', 'country of the destination, as US')
    .option('--prefix-list <id...>', 'prefix lists that hold the destination')
    .option('--group <name...>', 'groups of the workload beside those whose blocks hold it')
    .option('--tier <tier>', 'tier of the workload, as protected')
    .option('--expect <verdict>', `what the verdict should be: ${EXPECTATIONS.join(', ')}`);
}

function flowsCall(options: FlowOptions): Pick<SimulateCall, 'file' | 'described'> {
  const { flow, from, to, query, prefixList, group, protocol, port, icmpType, application } = options;
  const { sni, host, country, tier, expect } = options;
  return {
    file: flow,
    described: {
      source: from,
      destination: to,
      protocol,
      port,
      icmpType,
      application,
      sni,
      host,
      queryName: query,
      country,
      prefixLists: prefixList,
      groups: group,
      tier,
      expect,
    },
  };
}

function todayOption({ today }: EgressIo): Option {
  return new Option('--today <date>', 'day on which rules hold or have expired').default(today, 'today, UTC');
}

function formatOption(): Option {
  return new Option('--format <format>', 'json is one value, for programs')
    .choices(['text', 'json'])
    .default('text');
}

function lines(...text: readonly string[]): string {
  return `\n${text.join('\n')}`;
}

function version(): string {
  const text = readFileSync(join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
