#!/usr/bin/env bash
# Saves what the AWS CLI tells of the networks of one account and Region, for `egress verify <folder>`.
# Usage: ask-aws.sh <folder>, with the credentials and the Region of the AWS CLI. It only describes, lists, searches and gets.
set -euo pipefail
folder=$1
mkdir -p "$folder"

# What may not be asked is left out; `egress verify` then says what it would have told.
ask() {
  local file="$folder/$1.json"
  shift
  aws "$@" --output json > "$file" || rm "$file"
}
list() { aws "$@" --output text | tr '\t' '\n' | grep -v '^None$' || true; }

for what in vpcs subnets route-tables internet-gateways egress-only-internet-gateways nat-gateways vpc-endpoints \
  network-acls security-groups network-interfaces instances addresses managed-prefix-lists prefix-lists \
  transit-gateways transit-gateway-vpc-attachments transit-gateway-attachments transit-gateway-route-tables \
  vpc-peering-connections vpn-gateways carrier-gateways \
  vpc-block-public-access-options vpc-block-public-access-exclusions; do
  ask "describe-$what" ec2 "describe-$what"
done
for vpc in $(list ec2 describe-vpcs --query 'Vpcs[].VpcId'); do
  ask "enable-dns-support-$vpc" ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute enableDnsSupport
done
# The answers about lists do not say which list they are about: the file names do.
for prefixes in $(list ec2 describe-managed-prefix-lists --query "PrefixLists[?OwnerId!='AWS'].PrefixListId"); do
  ask "entries-$prefixes" ec2 get-managed-prefix-list-entries --prefix-list-id "$prefixes"
done

# Nor do those about route tables of transit gateways say which table.
for table in $(list ec2 describe-transit-gateway-route-tables --query 'TransitGatewayRouteTables[].TransitGatewayRouteTableId'); do
  ask "transit-gateway-routes-$table" ec2 search-transit-gateway-routes --transit-gateway-route-table-id "$table" \
    --filters Name=state,Values=active,blackhole
done

ask elbv2-describe-load-balancers elbv2 describe-load-balancers
ask elb-describe-load-balancers elb describe-load-balancers
ask describe-target-groups elbv2 describe-target-groups
for group in $(list elbv2 describe-target-groups --query "TargetGroups[?Protocol=='GENEVE'].TargetGroupArn"); do
  ask "describe-target-health-${group##*/}" elbv2 describe-target-health --target-group-arn "$group" \
    --query "{TargetGroupArn: '$group', TargetHealthDescriptions: TargetHealthDescriptions}"
done

for firewall in $(list network-firewall list-firewalls --query 'Firewalls[].FirewallArn'); do
  ask "describe-firewall-${firewall##*/}" network-firewall describe-firewall --firewall-arn "$firewall"
done
for association in $(list network-firewall list-vpc-endpoint-associations \
  --query 'VpcEndpointAssociations[].VpcEndpointAssociationArn'); do
  ask "describe-vpc-endpoint-association-${association##*/}" network-firewall describe-vpc-endpoint-association \
    --vpc-endpoint-association-arn "$association"
done
for policy in $(list network-firewall list-firewall-policies --query 'FirewallPolicies[].Arn'); do
  ask "describe-firewall-policy-${policy##*/}" network-firewall describe-firewall-policy --firewall-policy-arn "$policy"
done
for group in $(list network-firewall list-rule-groups --query 'RuleGroups[].Arn'); do
  name=${group##*:}
  ask "describe-rule-group-${name/\//-}" network-firewall describe-rule-group --rule-group-arn "$group"
done

ask list-firewall-rule-group-associations route53resolver list-firewall-rule-group-associations
ask list-firewall-configs route53resolver list-firewall-configs
ask list-firewall-domain-lists route53resolver list-firewall-domain-lists
for group in $(list route53resolver list-firewall-rule-group-associations \
  --query 'FirewallRuleGroupAssociations[].FirewallRuleGroupId' | sort -u); do
  ask "get-firewall-rule-group-$group" route53resolver get-firewall-rule-group --firewall-rule-group-id "$group"
  ask "list-firewall-rules-$group" route53resolver list-firewall-rules --firewall-rule-group-id "$group"
done
for domains in $(list route53resolver list-firewall-domain-lists --query 'FirewallDomainLists[?!ManagedOwnerName].Id'); do
  ask "domains-$domains" route53resolver list-firewall-domains --firewall-domain-list-id "$domains"
done
