import { VpcDhcpOptions } from '@cdktf/provider-aws/lib/vpc-dhcp-options';
import { VpcDhcpOptionsAssociation } from '@cdktf/provider-aws/lib/vpc-dhcp-options-association';
import { Construct } from 'constructs';
import { RESOLVER } from './limits';
import type { DhcpOptionsProps } from './vpc-dns-props';

/** DHCP options of a VPC. A set replaces the Region's own as a whole, so the Resolver is named unless others are. */
export class DhcpOptions extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: DhcpOptionsProps & { readonly vpcId: string; readonly tags: Record<string, string> },
  ) {
    super(scope, id);
    const { vpcId, tags, domainName, domainNameServers = [RESOLVER], ntpServers } = props;
    const options = new VpcDhcpOptions(this, 'options', {
      domainNameServers: [...domainNameServers],
      ...(domainName === undefined ? {} : { domainName }),
      ...(ntpServers === undefined ? {} : { ntpServers: [...ntpServers] }),
      tags,
    });
    new VpcDhcpOptionsAssociation(this, 'association', { vpcId, dhcpOptionsId: options.id });
  }
}
