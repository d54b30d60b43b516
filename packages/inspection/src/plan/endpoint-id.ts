import { isToken } from '@inspected-egress/problem';

/**
 * The id of the endpoint that a Network Firewall has in a subnet, as a Terraform expression.
 *
 * The provider returns endpoints as a set: it has no index, and a list made from it has no order of zones. So the
 * endpoint is found by its subnet; `one` fails the plan when it is there twice, and a missing one fails the route.
 *
 * @param firewall - Terraform address of the firewall, for example `aws_networkfirewall_firewall.egress`
 * @param subnetId - of the firewall subnet: an id, a token, or an expression in `${}`
 */
export function networkFirewallEndpointId(firewall: string, subnetId: string): string {
  const attachments = `${firewall}.firewall_status[0].sync_states`;
  return `\${one([for s in ${attachments} : s.attachment[0].endpoint_id if s.attachment[0].subnet_id == ${operand(subnetId)}])}`;
}

/** A text as an operand within an expression: cdktf writes its own tokens bare there, and nothing else. */
function operand(text: string): string {
  if (!isToken(text)) return JSON.stringify(text);
  const expression = /^\$\{(?!TfToken\[)(.*)\}$/s.exec(text)?.[1];
  return expression === undefined ? text : `(${expression})`;
}
