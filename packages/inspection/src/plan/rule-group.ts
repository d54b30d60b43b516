/** Rules of one kind, in the order in which they are tried. */
export interface RuleGroup {
  /** Unique among the groups; letters, digits and hyphens. Part of construct ids: another name replaces the group. */
  readonly name: string;
  /**
   * Suricata rules, one for each line, tried from the first to the last (strict order). Blank lines and lines that
   * start with `#` are kept but not counted.
   */
  readonly rules: string;
  /**
   * Rules that the group can ever hold, 1 to 30,000. AWS fixes it at creation: another number replaces the group.
   * @default - the next power of two that holds the rules twice, at least 128
   * @throws PlanError INS205 out of range, INS206 below the number of rules, INS207 above 30,000 over all groups
   */
  readonly capacity?: number;
  /**
   * Address blocks that rules name as `$NAME`, by name without the `$`. A block may be a token.
   * `HOME_NET` and `EXTERNAL_NET` come from the policy; a group that sets one must set both.
   * @default - no variables but those two
   */
  readonly ipSetVariables?: Readonly<Record<string, readonly string[]>>;
  /**
   * ARNs of managed prefix lists and resource groups that rules name as `@NAME`, by name without the `@`. AWS follows
   * what they hold: an address that comes or goes changes no rule group.
   * @default - none
   * @throws PlanError INS282 on more than 5, INS283 on another ARN, INS284 on one of another Region
   */
  readonly ipSetReferences?: Readonly<Record<string, string>>;
}

/** A rule group as Terraform is told. */
export interface PlannedRuleGroup {
  /** Construct id. */
  readonly id: string;
  readonly name: string;
  /** Place among the groups, in steps of 100 as AWS advises; changing it replaces nothing. */
  readonly priority: number;
  readonly capacity: number;
  readonly rules: string;
  readonly ipSetVariables: readonly IpSetVariable[];
  readonly ipSetReferences: readonly IpSetReference[];
}

/** A set of addresses that somebody else keeps. */
export interface IpSetReference {
  readonly name: string;
  readonly referenceArn: string;
}

/** A named set of address blocks. */
export interface IpSetVariable {
  readonly name: string;
  readonly cidrBlocks: readonly string[];
}
