/** Days that CloudWatch Logs can keep a log group, apart from for ever; API `PutRetentionPolicy`, 2026-11. */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Longest key and value of a tag; Tagging guide "Tag naming limits and requirements", 2026-11. */
export const TAG_KEY_LENGTH = 128;
export const TAG_VALUE_LENGTH = 256;

/** Longest name of an HCP Terraform workspace; HCP Terraform "Workspace naming", 2026-11. */
export const CLOUD_WORKSPACE_LENGTH = 90;

/** Highest TCP or UDP port; RFC 9293 and RFC 768. */
export const HIGHEST_PORT = 65535;
