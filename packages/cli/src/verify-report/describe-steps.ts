import type { ToldHop } from './verification';

type Hops = readonly Pick<ToldHop, 'steps'>[];

/** The steps of a request and of its reply, numbered through; a way that is not known has none. */
export function describeSteps(
  out: Hops | undefined,
  back: Hops | undefined,
  backDisposition?: string,
): readonly string[] {
  const [there, here] = [stepsOf(out), stepsOf(back)];
  const outcome = backDisposition === undefined ? '' : `: ${backDisposition}`;
  return [...numbered('out', there, 1), ...numbered(`back${outcome}`, here, there.length + 1)];
}

function stepsOf(hops: Hops | undefined): readonly string[] {
  return (hops ?? []).flatMap(({ steps }) => steps);
}

function numbered(name: string, steps: readonly string[], first: number): readonly string[] {
  if (steps.length === 0) return [];
  return [`  ${name}`, ...steps.map((step, index) => `    ${first + index}. ${step}`)];
}
