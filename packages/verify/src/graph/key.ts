/**
 * What the nodes of a graph call one another by: the address of the resource (`aws_subnet.a`), the AWS id where the input
 * holds no such resource (`subnet-0123456789abcdef0`), or `<key>/<part>` for what AWS makes along with a resource
 * (`aws_vpc.v/main-route-table`) and for the parts of one (`aws_networkfirewall_firewall.f/aws_subnet.a`).
 */
export type Key = string;

/** What every node has. */
export interface GraphNode {
  readonly key: Key;
  /** Path of the construct in the CDKTF app that emitted the resource. */
  readonly constructPath?: string;
  /** The id of AWS, where the input tells. */
  readonly id?: string;
  /** Whether a resource of the input describes the node; otherwise it is only referred to, or AWS makes it with another. */
  readonly isDeclared: boolean;
}
