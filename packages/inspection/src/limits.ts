/**
 * What AWS allows, with source and date. "quotas" is the page "AWS Network Firewall quotas" of the developer guide,
 * "API" its API reference (model 2020-11-12), all read in 2026.
 */

/** Stateful rule groups in one firewall policy (quotas). */
export const MAX_STATEFUL_RULE_GROUPS = 20;

/**
 * Capacity of one stateful rule group, and of all groups of a policy together. The quotas page says 50,000 for a group
 * and the page on rule group capacity 30,000: the lower number is safe on both.
 */
export const MAX_STATEFUL_CAPACITY = 30_000;

/** Characters of one stateful rule, its variables expanded (quotas). */
export const MAX_RULE_LENGTH = 8_192;

/** Highest `sid` (Suricata user guide 7.0, "Meta Keywords": 32 bits without a sign). */
export const MAX_SID = 4_294_967_295;

/** Bytes of the rules string of a group (API, `RulesString`). */
export const MAX_RULES_STRING_BYTES = 2_000_000;

/** Name of a firewall, policy or rule group (API, `ResourceName`). */
export const RESOURCE_NAME = /^[a-zA-Z0-9-]{1,128}$/;

/** Name of a rule variable (API, `RuleVariableName`). */
export const VARIABLE_NAME = /^[A-Za-z][A-Za-z0-9_]{0,31}$/;

/** IP set references of one rule group (quotas). */
export const MAX_IP_SET_REFERENCES = 5;

/**
 * ARN of what an IP set reference can name, and its Region: a managed prefix list, of an account or of AWS, or a resource
 * group (developer guide, "Using IP set references", 2026).
 */
export const IP_SET_ARN =
  /^arn:aws[a-z-]*:(?:ec2:([a-z0-9-]+):(?:\d{12}|aws):prefix-list\/pl-[0-9a-f]+|resource-groups:([a-z0-9-]+):\d{12}:group\/.+)$/;

/** Name of a delivery stream (Data Firehose API, `DeliveryStreamName`). */
export const STREAM_NAME = /^[a-zA-Z0-9_.-]{1,64}$/;

/** Whom AWS Resource Access Manager shares with, users and roles apart (its API, `AssociateResourceShare`). */
export const SHARE_PRINCIPAL =
  /^(?:\d{12}|arn:aws[a-z-]*:organizations::\d{12}:(?:organization\/o-[a-z0-9]{10,32}|ou\/o-[a-z0-9]{10,32}\/ou-[a-z0-9-]+))$/;

/** Seconds an idle TCP flow is remembered (API, `FlowTimeouts`); AWS uses 350 when nothing is set. */
export const TCP_IDLE_TIMEOUT_SECONDS = { min: 60, max: 6_000, default: 350 } as const;

/** Longest text of an address block: an IPv6 block. Stands for a block that only Terraform knows. */
export const LONGEST_BLOCK_TEXT = 43;

/** Name of an S3 bucket (Amazon S3 user guide, "Bucket naming rules", 2026). */
export const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Id of a VPC endpoint, of the older short and the present long form (EC2 user guide, "Resource IDs"). */
export const VPC_ENDPOINT_ID = /^vpce-[0-9a-f]{8,17}$/;

/** Name of an endpoint service, which carries its Region (PrivateLink guide, "View the endpoint service", 2026). */
export const ENDPOINT_SERVICE_NAME =
  /^(?:cn\.)?com\.amazonaws\.vpce\.((?:[a-z]{2}|eusc)(?:-[a-z]+)+-\d)\.vpce-svc-[0-9a-f]{8,17}$/;

/** ARN of a firewall policy, and its Region (Service Authorization Reference, AWS Network Firewall, 2026). */
export const FIREWALL_POLICY_ARN =
  /^arn:aws[a-z-]*:network-firewall:([a-z0-9-]+):\d{12}:firewall-policy\/[a-zA-Z0-9-]+$/;

/** ARN of a rule group of AWS for strict order, and its Region (developer guide, "AWS managed rule groups", 2026). */
export const MANAGED_RULE_GROUP_ARN =
  /^arn:aws[a-z-]*:network-firewall:([a-z0-9-]+):aws-managed:stateful-rulegroup\/[a-zA-Z0-9-]+StrictOrder$/;

/** ARN of a KMS key, and its Region; an alias is another thing (Service Authorization Reference, AWS KMS, 2026). */
export const KMS_KEY_ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:key\/[a-zA-Z0-9-]+$/;

/** Id of an account (Account Management guide, "Account identifiers"). */
export const ACCOUNT_ID = /^\d{12}$/;

/** Id of a VPC, of the older short and the present long form (EC2 user guide, "Resource IDs"). */
export const VPC_ID = /^vpc-[0-9a-f]{8,17}$/;

/** Rule groups of DNS Firewall associated with one VPC (Route 53 developer guide, "Quotas on Route 53 Resolver", 2026). */
export const DNS_FIREWALL_GROUPS = 5;

/** Name of a rule group, rule, list or association of DNS Firewall (Route 53 Resolver API, `Name`, 2026). */
export const DNS_FIREWALL_NAME_LENGTH = 64;

/**
 * Places of rule groups among those of a VPC. `AssociateFirewallRuleGroup` of the Route 53 Resolver API says 100 to 9900,
 * and AWS answers that 100 itself is reserved (terraform-provider-aws issue 43694); the AWS CDK says above 100 and below
 * 9,000. What all of them take; 2026-11.
 */
export const ASSOCIATION_PRIORITY = { first: 101, last: 8_999 } as const;

/** Id of a domain list of DNS Firewall (Route 53 Resolver API, `FirewallDomainListId`). */
export const DOMAIN_LIST_ID = /^rslvr-fdl-[0-9a-zA-Z]+$/;

/** Id of a rule group of DNS Firewall (Route 53 Resolver API, `FirewallRuleGroupId`). */
export const DNS_RULE_GROUP_ID = /^rslvr-frg-[0-9a-zA-Z]+$/;

/** ARN of a bucket, with a folder in it or none (Route 53 Resolver API, `CreateResolverQueryLogConfig`). */
export const BUCKET_ARN = /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.+)?$/;

/** ARN of a delivery stream (Route 53 Resolver API, `CreateResolverQueryLogConfig`). */
export const STREAM_ARN = /^arn:aws[a-z-]*:firehose:[a-z0-9-]+:\d{12}:deliverystream\/[a-zA-Z0-9_.-]{1,64}$/;

/** Bytes of user data of an instance, before they are encoded (EC2 user guide, "Run commands at launch", 2026). */
export const USER_DATA_BYTES = 16_384;

/** Bytes of the largest packet that a Gateway Load Balancer takes, and of what it puts around it (its guide, "Limits"). */
export const GENEVE_MTU = { packet: 8_500, around: 68 } as const;

/** UDP port of GENEVE (RFC 8926). */
export const GENEVE_PORT = 6_081;

/** Whom an endpoint service allows (EC2 API, `ModifyVpcEndpointServicePermissions`). */
export const SERVICE_PRINCIPAL = /^(?:\*|arn:aws[a-z-]*:iam::\d{12}:(?:root|role\/.+|user\/.+))$/;

/** ARN of an object of S3 (Service Authorization Reference, Amazon S3). */
export const S3_OBJECT_ARN = /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/.+[^/]$/;

/** Start of names of alarms, which have up to 255 characters (CloudWatch API, `PutMetricAlarm`), of a dashboard and of a topic, which have these letters alone (`PutDashboard`; SNS API, `CreateTopic`). */
export const MONITORING_NAME = /^[a-zA-Z0-9-]{1,100}$/;

/** ARN of a topic, and its Region (Service Authorization Reference, Amazon SNS, 2026). */
export const TOPIC_ARN = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[a-zA-Z0-9_-]{1,256}(?:\.fifo)?$/;
