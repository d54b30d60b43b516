/** Longest key and value of a tag; Tagging guide "Tag naming limits and requirements", 2026-11. */
export const TAG_KEY_LENGTH = 128;
export const TAG_VALUE_LENGTH = 256;

/** Longest name of an HCP Terraform workspace; HCP Terraform "Workspace naming", 2026-11. */
export const CLOUD_WORKSPACE_LENGTH = 90;
