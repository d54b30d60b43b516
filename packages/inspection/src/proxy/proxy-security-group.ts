import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';

interface ProxySecurityGroupProps {
  readonly name: string;
  readonly vpcId: string;
  readonly clientCidrBlocks: readonly string[];
  readonly ports: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Clients come in by the ports of the proxy; it opens TCP to anywhere, as Squid knows the names that this does not. */
export class ProxySecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: ProxySecurityGroupProps) {
    super(scope, id);
    const { name, vpcId, clientCidrBlocks, ports, tags } = props;
    const group = new SecurityGroup(this, 'group', {
      namePrefix: `${name}-`,
      description: `Proxies of ${name}`,
      vpcId,
      tags: { Name: name, ...tags },
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = group.id;
    const tcp = (fromPort: number, toPort: number) => ({ ipProtocol: 'tcp', fromPort, toPort });
    for (const cidrIpv4 of clientCidrBlocks)
      for (const port of ports)
        new VpcSecurityGroupIngressRule(this, `in-${cidrIpv4.replace(/[./]/g, '-')}-${port}`, {
          ...{ securityGroupId: group.id, cidrIpv4 },
          ...tcp(port, port),
        });
    new VpcSecurityGroupEgressRule(this, 'out', {
      ...{ securityGroupId: group.id, cidrIpv4: '0.0.0.0/0' },
      ...tcp(1, 65_535),
    });
  }
}
