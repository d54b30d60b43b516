import { blocksOf, objectOf, textOf, type JsonObject, type JsonValue } from '@inspected-egress/terraform';

/** What a plan does to resources and outputs, as `update aws_vpc.main`, in the order of the plan; reading is no change. */
export function changesOf(plan: string): readonly string[] {
  const json = objectOf(JSON.parse(plan) as JsonValue);
  const resources = blocksOf(json['resource_changes']).map((one) => line(textOf(one['address']), one));
  const outputs = Object.entries(objectOf(json['output_changes'])).map(([name, change]) =>
    line(`output.${name}`, { change }),
  );
  return [...resources, ...outputs].filter((text) => !/^(no-op|read) /.test(text));
}

function line(address: string | undefined, { change }: JsonObject): string {
  const actions = objectOf(change)['actions'];
  return `${Array.isArray(actions) ? actions.join(' and ') : 'unknown'} ${address ?? ''}`;
}
