import {
  GatewayEndpoints,
  InterfaceEndpoints,
  planS3EndpointPolicy,
  planSessionManagerEndpoints,
  type AccountScope,
  type IRoutedVpc,
} from '@inspected-egress/network';
import { Construct } from 'constructs';

export interface PrivateServicesProps extends AccountScope {
  readonly vpc: IRoutedVpc;
}

/**
 * AWS services that are reached without the internet, so that operators can get in and packages can be installed
 * whatever the firewall drops: Session Manager by interface endpoints; S3 by its gateway endpoint, for this account's
 * buckets, Amazon Linux's packages and Systems Manager's downloads. Each is a declared way past the firewall.
 */
export class PrivateServices extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { vpc, accountId, region, partition = 'aws' }: PrivateServicesProps,
  ) {
    super(scope, id);
    const perimeter = { accountIds: [accountId] };
    const endpoints = planSessionManagerEndpoints({ perimeter, region, partition });
    new InterfaceEndpoints(this, 'interface', { vpc, region, endpoints });
    const document = planS3EndpointPolicy({
      perimeter,
      region,
      partition,
      awsOwnedBuckets: ['amazon-linux-2023', 'systems-manager'],
    });
    new GatewayEndpoints(this, 'gateway', { vpc, region, endpoints: { s3: { policy: { document } } } });
  }
}
