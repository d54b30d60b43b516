import { throwProblems } from '@inspected-egress/problem';
import {
  explain as follow,
  type Explanation,
  type FirewallStep,
  type FlowClaims,
} from '@inspected-egress/verify';
import { findSource } from '../explain-query/find-source';
import { readDestination } from '../explain-query/read-destination';
import { findCountryProblem } from '../flows/country';
import { relocated } from '../inputs/in-file';
import type { EgressIo } from '../io';
import { printJson, printLines } from '../outputs/print';
import { table } from '../outputs/table';
import { openEstates } from '../verify-input/open-estates';
import { readGivenEndpoints } from '../verify-input/given-endpoint';
import { placeEndpoints } from '../verify-input/place-endpoints';
import { readGraphInput } from '../verify-input/read-graph-input';
import { describeSteps } from '../verify-report/describe-steps';
import { toldHop } from '../verify-report/verification';

export interface ExplainCall {
  readonly format: 'text' | 'json';
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  readonly country?: string;
  readonly endpoint?: readonly string[];
}

/** Status 0 when the input tells what becomes of the flow, in the network and in every firewall, and of the replies; otherwise 2. */
export async function explain(name: string, call: ExplainCall, io: EgressIo): Promise<number> {
  const destination = readDestination(call.to);
  const endpoints = readGivenEndpoints(call.endpoint ?? []);
  const told = await readGraphInput(name, openEstates(io));
  const { input, estate, graph } = placeEndpoints(told, endpoints);
  const given = estate.notes.filter((note) => !told.estate.notes.includes(note));
  const explanation = relocated(
    (problem) => ({ ...problem, file: input, path: FLAGS[problem.path] ?? problem.path }),
    () =>
      follow(graph, { from: findSource(graph, estate, call.from), ...destination, claims: claimsOf(call) }),
  );
  const path = graph.subnets.get(explanation.from)?.constructPath;
  if (call.format === 'json')
    printJson(io.stdout, { input, ...plain(explanation), ...(given.length === 0 ? {} : { given }) });
  else printLines(io.stdout, [...describe(explanation, path), ...given.map((note) => `  ${note}`)]);
  const { disposition, backDisposition, firewall } = explanation;
  const answers = [disposition, backDisposition, ...firewall.map(({ verdict }) => verdict)];
  return answers.includes('undetermined') ? 2 : 0;
}

function claimsOf({ name, country }: ExplainCall): FlowClaims {
  const problem = country === undefined ? undefined : findCountryProblem(country);
  throwProblems('flow', problem === undefined ? [] : [{ ...problem, path: '--country' }]);
  return {
    ...(name === undefined ? {} : { name }),
    ...(country === undefined ? {} : { country }),
  };
}

const FLAGS: Readonly<Record<string, string>> = { from: '--from', to: '--to', 'flow.port': '--to' };

function plain({ out, back, ...explanation }: Explanation) {
  return {
    ...explanation,
    out: out.map(toldHop),
    ...(back === undefined ? {} : { back: back.map(toldHop) }),
  };
}

function describe(explanation: Explanation, constructPath: string | undefined): readonly string[] {
  const { from, destination, flow, disposition, code, reason } = explanation;
  const { out, back, backDisposition, others, doubts, firewall } = explanation;
  const what = 'port' in flow ? `${flow.protocol.toUpperCase()} to port ${flow.port}` : 'ICMP echo';
  return [
    `from \`${from}\`${constructPath === undefined ? '' : `, construct \`${constructPath}\``}`,
    `to ${destination}, ${what}: ${disposition}${code === undefined ? '' : ` [${code}]`}`,
    ...(reason === undefined ? [] : [`  because ${reason}`]),
    ...describeSteps(out.map(toldHop), back?.map(toldHop), backDisposition),
    ...(others.length === 0 ? [] : ['  routes that do not take it']),
    ...table(
      others.map(({ table: of, route, destination, code: why }) => [
        `    \`${of}\``,
        destination,
        `\`${route}\``,
        `[${why}]`,
      ]),
    ),
    ...(doubts.length === 0 ? [] : ['  unless']),
    ...doubts.map((doubt) => `    ${doubt}`),
    ...firewall.flatMap(describeFirewall),
  ];
}

/** What the firewall makes of the flow is the last word. */
function describeFirewall({ endpoint, verdict, because, code, remarks }: FirewallStep): readonly string[] {
  return [
    `  firewall \`${endpoint}\`: ${verdict}${code === undefined ? '' : ` [${code}]`}`,
    `    because ${because}`,
    ...remarks.map((remark) => `    but ${remark}`),
  ];
}
