import { listOr, quote, type Problem } from '@inspected-egress/problem';

/** Of an input that has a name. */
export interface InputProblem extends Problem {
  readonly file?: string;
}

// CLI10x: the call

export const badCall = (said: string, command: string): Problem => ({
  code: 'CLI101',
  path: '',
  message: said,
  remedy: `see \`${command} --help\``,
});

export const unknownLayer = (text: string, meant: string | undefined, known: readonly string[]): Problem => ({
  code: 'CLI102',
  path: '--to',
  message: `${quote(text)} is no layer`,
  remedy: meant === undefined ? `use ${listOr(known)}` : `write \`${meant}\``,
});

export const flowsTwice = (flags: readonly string[]): Problem => ({
  code: 'CLI103',
  path: '--flow',
  message: `flows are in a file, and ${flags.map(quote).join(', ')} describes another`,
  remedy: 'give one of the two',
});

export const noFlow = (): Problem => ({
  code: 'CLI104',
  path: '--flow',
  message: 'no flow is given',
  remedy: 'name a file of flows, or describe one by `--from` and `--to`',
});

export const stdinTwice = (): Problem => ({
  code: 'CLI105',
  path: '',
  message: '`-` is standard input, and it can be read once',
  remedy: 'name a file for the other',
});

export const unknownPromise = (
  text: string,
  meant: string | undefined,
  known: readonly string[],
): Problem => ({
  code: 'CLI106',
  path: '--require',
  message: `${quote(text)} is no promise`,
  remedy: meant === undefined ? `use ${listOr(known)}` : `write \`${meant}\``,
});

export const acceptsNothing = (text: string): Problem => ({
  code: 'CLI107',
  path: '--accept',
  message: `no route leads to ${quote(text)} and out of the VPC by anything but an internet gateway`,
  remedy:
    'write the address of a gateway endpoint, transit gateway, peering connection, egress-only internet gateway or the like',
});

export const noDestination = (text: string): Problem => ({
  code: 'CLI109',
  path: '--to',
  message: `${quote(text)} is not \`<address>[:port][/tcp|udp|icmp]\``,
  remedy: 'write for example `8.8.8.8:443/tcp`, or `[2001:4860:4860::8888]:443`',
});

// CLI11x: inputs

export const unreadable = (file: string, reason: string | undefined): InputProblem => {
  const [message, remedy] = READ_FAILURES[reason ?? ''] ?? [
    `it cannot be read (${reason ?? 'no reason given'})`,
    'name a file that can',
  ];
  return { code: 'CLI111', file, path: '', message, remedy };
};

const READ_FAILURES: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['there is no such file', 'name a file, or `-` for standard input'],
  EISDIR: ['it is a folder', 'name a file in it'],
  EACCES: ['it may not be read', 'ask for permission to read it'],
};

export const inputTooLarge = (file: string, limit: number): InputProblem => ({
  code: 'CLI112',
  file,
  path: '',
  message: `it has more than \`${limit}\` bytes`,
  remedy: 'split it',
});

export const notUtf8 = (file: string): InputProblem => ({
  code: 'CLI113',
  file,
  path: '',
  message: 'it is not UTF-8 text',
  remedy: 'save it as UTF-8',
});

export const inputEmpty = (file: string, wanted: string): InputProblem => ({
  code: 'CLI114',
  file,
  path: '',
  message: 'it is empty',
  remedy: `write ${wanted}`,
});

export const nothingToVerify = (file: string): InputProblem => ({
  code: 'CLI115',
  file,
  path: '',
  message: 'the folder has neither `manifest.json` nor `cdk.tf.json`, and no answer of the AWS CLI',
  remedy: 'name a `cdktf.out`, a folder of one stack or of answers, or a file',
});

export const listsNoStack = (file: string): InputProblem => ({
  code: 'CLI116',
  file,
  path: '',
  message: 'it is no manifest of CDKTF that says where its stacks are',
  remedy: 'synthesize again',
});

export const notAnEndpoint = (text: string): Problem => ({
  code: 'CLI117',
  path: '--endpoint',
  message: `${quote(text)} does not say where an endpoint stands`,
  remedy: 'write `<id>=<subnet>`, as in `vpce-0123456789abcdef0=aws_subnet.a-firewall`',
});

export const inSeveralPlaces = (id: string, subnets: readonly string[]): Problem => ({
  code: 'CLI118',
  path: '--endpoint',
  message: `${quote(id)} is said to stand in ${subnets.map(quote).join(' and ')}`,
  remedy: 'say one subnet of an input; an endpoint stands in one',
});

// CLI12x: the form of files of flows and of places

export const wrongType = (path: string, value: unknown, wanted: string): Problem => ({
  code: 'CLI121',
  path,
  message: `${quote(value)} is not ${wanted}`,
  remedy: `write ${wanted}`,
});

export const unknownField = (
  path: string,
  field: string,
  meant: string | undefined,
  known: readonly string[],
): Problem => ({
  code: 'CLI122',
  path,
  message: `there is no field ${quote(field)} here`,
  remedy: meant === undefined ? `use ${listOr(known)}, or remove it` : `write \`${meant}\``,
});

export const missingField = (path: string, wanted: string): Problem => ({
  code: 'CLI123',
  path,
  message: 'nothing is given',
  remedy: `write ${wanted}`,
});

export const notOneOf = (
  path: string,
  value: unknown,
  meant: string | undefined,
  known: readonly string[],
): Problem => ({
  code: 'CLI124',
  path,
  message: `${quote(value)} is not ${listOr(known)}`,
  remedy: meant === undefined ? 'use one of these' : `write \`${meant}\``,
});

export const neededByLayer = (path: string, layer: string, wanted: string): Problem => ({
  code: 'CLI125',
  path,
  message: `nothing is given, and ${layer} needs it`,
  remedy: `write ${wanted} in the file of \`--place\``,
});

export const notOfKind = (path: string, field: string, kind: string): Problem => ({
  code: 'CLI126',
  path,
  message: `only kind ${quote(kind)} has ${quote(field)}`,
  remedy: 'leave it out',
});

// CLI13x: flows

export const notOfProtocol = (path: string, field: string, protocol: string): Problem => ({
  code: 'CLI131',
  path,
  message: `${protocol} has no ${field}`,
  remedy: 'leave it out, or change the protocol',
});

export const protocolUnknown = (path: string): Problem => ({
  code: 'CLI132',
  path,
  message: 'nothing is given, and nothing else of the flow says it',
  remedy: 'write `tcp`, `udp`, `icmp` or `icmpv6`, or what the flow carries as `application`',
});

export const neededOnTheWire = (path: string, because: string): Problem => ({
  code: 'CLI133',
  path,
  message: `nothing is given, and ${because}`,
  remedy: 'say what is sent, so that packets of it can be made',
});

export const otherCountry = (path: string, destination: string, country: string): Problem => ({
  code: 'CLI134',
  path,
  message: `an earlier flow has ${quote(destination)} in ${quote(country)}`,
  remedy: 'give an address one country',
});

export const repeatedFlowName = (path: string, name: string): Problem => ({
  code: 'CLI135',
  path,
  message: `${quote(name)} is the name of an earlier flow`,
  remedy: 'give each flow a name of its own',
});

export const notMadeOver = (path: string, application: string, protocol: string): Problem => ({
  code: 'CLI136',
  path,
  message: `no packets of ${quote(application)} over ${quote(protocol)} can be made`,
  remedy: 'replay without the flow',
});

// CLI14x: outputs

export const wouldOverwrite = (file: string): InputProblem => ({
  code: 'CLI141',
  file,
  path: '',
  message: 'it is there already, and not as this command wrote it',
  remedy: 'move it away, choose another place, or say `--force`',
});

export const unwritable = (file: string, reason: string): InputProblem => ({
  code: 'CLI142',
  file,
  path: '',
  message: `it cannot be written (${reason})`,
  remedy: 'choose a place that can',
});

export const noStartingConfig = (strategy: string | undefined, configured: readonly string[]): Problem => ({
  code: 'CLI143',
  path: '--out',
  message:
    strategy === undefined
      ? 'no strategy meets every need, so there is nothing to configure'
      : `the reference architecture has no engine for ${quote(strategy)}`,
  remedy:
    strategy === undefined
      ? 'leave a need out'
      : `start from \`examples\`, or choose needs that lead to ${listOr(configured)}`,
});

// CLI19x

export const fault = (said: string): Problem => ({
  code: 'CLI191',
  path: '',
  message: `a fault of this command: ${said}`,
  remedy: 'report it with what you called',
});
