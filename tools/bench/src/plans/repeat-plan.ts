import { VPC_NAME } from './vpc-stack';

/** The parts of `terraform show -json` of a plan that grow with what is planned. */
interface PlanJson {
  readonly planned_values: { readonly root_module: { readonly resources: readonly Resource[] } };
  readonly resource_changes: readonly Resource[];
  readonly configuration: {
    readonly provider_config?: object;
    readonly root_module: { readonly resources: readonly Resource[] };
  };
  readonly relevant_attributes: readonly object[];
}

interface Resource {
  readonly type: string;
}

/**
 * The text of a plan of as many VPCs as are asked for, made from that of one: each has names and addresses of its own, and
 * is otherwise the same. Terraform lists resources in the order of their addresses, so those of one type are together. In pieces,
 * which together are the text, because a thousand VPCs are an eighth of a gigabyte.
 *
 * @param one - `terraform show -json` of the plan of the stack that `vpcStack` makes
 * @param count - at most 4,096: so many /20 blocks has 10.0.0.0/8
 */
export function* repeatPlan(one: string, count: number): Generator<string> {
  const plan = JSON.parse(one) as PlanJson;
  const { planned_values, resource_changes, configuration, relevant_attributes, ...rest } = plan;
  const head = JSON.stringify(rest).slice(0, -1);
  yield `${head},"planned_values":{"root_module":{"resources":[`;
  yield* copies(planned_values.root_module.resources, count);
  yield ']}},"resource_changes":[';
  yield* copies(resource_changes, count);
  const provider = JSON.stringify(configuration.provider_config ?? {});
  yield `],"configuration":{"provider_config":${provider},"root_module":{"resources":[`;
  yield* copies(configuration.root_module.resources, count);
  yield ']}},"relevant_attributes":[';
  yield* copiesOf(relevant_attributes, count);
  yield ']}';
}

function* copies(resources: readonly Resource[], count: number): Generator<string> {
  const types = [...new Set(resources.map(({ type }) => type))];
  for (const [index, type] of types.entries()) {
    if (index > 0) yield ',';
    yield* copiesOf(
      resources.filter((resource) => resource.type === type),
      count,
    );
  }
}

function* copiesOf(items: readonly object[], count: number): Generator<string> {
  const text = JSON.stringify(items).slice(1, -1);
  for (let index = 0; index < count; index += 1) yield (index === 0 ? '' : ',') + renamed(text, index);
}

/** `vpc0000` becomes `vpc0017`, and `10.0.<third>.` the same place in the block of that VPC. */
function renamed(text: string, index: number): string {
  const name = `${VPC_NAME.slice(0, 3)}${String(index).padStart(4, '0')}`;
  const [second, first] = [Math.floor(index / 16), (index % 16) * 16];
  return text
    .replaceAll(VPC_NAME, name)
    .replaceAll(/\b10\.0\.(\d+)\./g, (_, third: string) => `10.${second}.${first + Number(third)}.`);
}
