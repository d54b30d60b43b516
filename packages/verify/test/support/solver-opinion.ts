import { AddressSet, parseAddress, parseCidrBlock, type AddressFamily } from '@inspected-egress/cidr';
import { asks, destinationOf, SMT_PROMISES, tellNetwork } from '@inspected-egress/testing/smt';
import type { SmtPromise, Solver } from '@inspected-egress/testing/smt';
import { writeAddress } from '@inspected-egress/testing/worlds';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { aclsPermitDeclaredFlows } from '../../src/promise/acls-permit-declared-flows';
import { everyExitIsInspected } from '../../src/promise/every-exit-is-inspected';
import { gatherEvidence } from '../../src/promise/evidence';
import { worstOf, type Verdict } from '../../src/promise/finding';
import { repliesUseTheSameEndpoint } from '../../src/promise/replies-use-the-same-endpoint';
import type { Report } from '../../src/report';
import { familiesOf, traceSubnet } from '../../src/walk/trace-subnet';

const JUDGES = {
  'every-exit-is-inspected': everyExitIsInspected,
  'replies-use-the-same-endpoint': repliesUseTheSameEndpoint,
  'acls-permit-declared-flows': aclsPermitDeclaredFlows,
} as const;

/** One subnet of a network, as the rows of the network, and as the verifier sees it. */
export interface SolverCase {
  readonly rows: string;
  readonly graph: VpcGraph;
  readonly report: Report;
  readonly subnet: string;
}

export interface SolverOpinion {
  readonly promise: SmtPromise;
  readonly verdict: Verdict;
  /** Packets that break the promise for one side, and not for the other. */
  readonly disputed: readonly string[];
}

/** What z3 says of each promise. Of a packet that either side shows, the other is asked as well. */
export async function askSolver(solver: Solver, about: SolverCase): Promise<readonly SolverOpinion[]> {
  const { rows, graph, subnet } = about;
  const opinions: SolverOpinion[] = [];
  for (const family of familiesOf(graph, subnet)) {
    solver.tell(tellNetwork(rows, { subnet, family }));
    for (const promise of SMT_PROMISES) opinions.push(await askOf(solver, about, promise, family));
  }
  return SMT_PROMISES.map((promise) => {
    const own = opinions.filter((one) => one.promise === promise);
    return {
      promise,
      verdict: worstOf(own.map(({ verdict }) => verdict)),
      disputed: own.flatMap(({ disputed }) => disputed),
    };
  });
}

async function askOf(
  solver: Solver,
  about: SolverCase,
  promise: SmtPromise,
  family: AddressFamily,
): Promise<SolverOpinion> {
  const { broken, open } = asks(promise);
  const destination = destinationOf(family);
  const disputed: string[] = [];
  for (const packet of witnesses(about, promise, family)) {
    const answer = await solver.ask(broken, destination, parseAddress(packet).value);
    if (answer.is === 'unsat') disputed.push(`${packet}, shown by the verifier`);
  }
  if ((await solver.ask(open, destination)).is === 'unsat') return { promise, verdict: 'proved', disputed };
  const answer = await solver.ask(broken, destination);
  if (answer.is === 'unsat') return { promise, verdict: 'undetermined', disputed };
  const packet = writeAddress(answer.value, family);
  if (!breaks(about, promise, packet)) disputed.push(`${packet}, shown by z3`);
  return { promise, verdict: 'violated', disputed };
}

/** Whether the verifier says that a packet to one address breaks a promise. */
function breaks({ graph, subnet }: SolverCase, promise: SmtPromise, address: string): boolean {
  const { family } = parseAddress(address);
  const block = parseCidrBlock(`${address}/${family === 4 ? 32 : 128}`);
  const traces = new Map([[subnet, traceSubnet(graph, subnet, family, AddressSet.of([block]))]]);
  const findings = JUDGES[promise]({ ...gatherEvidence(graph, { protected: [subnet] }), traces });
  return findings.some(({ verdict }) => verdict === 'violated');
}

/** Destinations of the packets by which the verifier shows that a promise is broken. */
function witnesses({ report, subnet }: SolverCase, promise: SmtPromise, family: AddressFamily): string[] {
  return report.findings.flatMap(({ promise: of, subject, witness }) =>
    of === promise && subject === subnet && witness?.family === family ? [witness.destination] : [],
  );
}
