/**
 * Where Terraform keeps the state of an environment. `local` is enough for one person on one machine; `s3` is shared and
 * locked; `cloud` also runs Terraform remotely, in HCP Terraform or Terraform Enterprise.
 */
export type BackendConfig = LocalBackendConfig | S3BackendConfig | CloudBackendConfig;

/** Files beside the app: `terraform.tfstate.d/<environment>/terraform.tfstate`. */
export interface LocalBackendConfig {
  readonly kind: 'local';
  /**
   * Folder that holds `terraform.tfstate.d`, relative to the app.
   * @default '.'
   * @throws PlanError ENV202 for an absolute folder, or one inside `cdktf.out`, which every synthesis may replace
   */
  readonly directory?: string;
}

/** One object for each environment: `<workspaceKeyPrefix>/<environment>/<key>`, with a lock object beside it. */
export interface S3BackendConfig {
  readonly kind: 's3';
  /** Name of a bucket that exists, with versioning and its public access blocked. */
  readonly bucket: string;
  /** Region of the bucket, for example `us-east-1`; it may differ from the environment's. */
  readonly region: string;
  /**
   * Last part of the object's name.
   * @default 'terraform.tfstate'
   * @throws PlanError ENV204 with a leading or trailing slash
   */
  readonly key?: string;
  /**
   * First part of the object's name.
   * @default 'inspected-egress'
   * @throws PlanError ENV204 with a leading or trailing slash
   */
  readonly workspaceKeyPrefix?: string;
  /**
   * ARN of the KMS key that encrypts the object.
   * @default - the bucket's own encryption
   */
  readonly kmsKeyId?: string;
}

/** One HCP Terraform workspace for each environment: `<workspacePrefix><environment>`. */
export interface CloudBackendConfig {
  readonly kind: 'cloud';
  readonly organization: string;
  /**
   * What the workspace's name starts with.
   * @default 'inspected-egress-'
   */
  readonly workspacePrefix?: string;
  /**
   * Host of a Terraform Enterprise installation.
   * @default - HCP Terraform, `app.terraform.io`
   */
  readonly hostname?: string;
}
