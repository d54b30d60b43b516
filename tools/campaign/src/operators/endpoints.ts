import type { Operator } from '../operator';
import { refer, resourcesOf } from '../plain-reader/references';
import { workloadTables } from './places';

export const SERVICE_ENDPOINTS: readonly Operator[] = [
  {
    id: 'gateway-endpoint-without-policy',
    does: 'takes the policy from a gateway endpoint',
    expects: { breaks: ['every-exit-is-inspected'] },
    beyondPackets: 'packets go the same way, and more of them may',
    changes: ({ stack }) =>
      resourcesOf(stack, 'aws_vpc_endpoint')
        .filter(({ values }) => values['vpc_endpoint_type'] === 'Gateway' && values['policy'] !== undefined)
        .map(({ address, name }) => ({
          place: address,
          make: (draft) => delete draft.at('aws_vpc_endpoint', name)['policy'],
        })),
  },
  {
    id: 'open-gateway-endpoint',
    does: 'adds a gateway endpoint without a policy to the table of a workload subnet',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) =>
      workloadTables(network).map((table) => ({
        place: table,
        make: (draft) =>
          draft.put('aws_vpc_endpoint', 'mutant', {
            ...{ vpc_id: refer(`aws_vpc.${network.vpc}`), vpc_endpoint_type: 'Gateway' },
            ...{ service_name: 'com.amazonaws.us-east-1.dynamodb', route_table_ids: [refer(table)] },
          }),
      })),
  },
];
