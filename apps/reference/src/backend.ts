import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, type TerraformStack } from 'cdktf';
import type { PlannedBackend } from './plan/planned-backend';

/** Emits the backend block. A stack without one gets an absolute path of this machine from cdktf, so every stack calls this. */
export function declareBackend(stack: TerraformStack, backend: PlannedBackend): void {
  switch (backend.kind) {
    case 'local':
      new LocalBackend(stack, { path: backend.path, workspaceDir: backend.workspaceDir });
      return;
    case 's3': {
      const { bucket, region, key, workspaceKeyPrefix, kmsKeyId } = backend;
      const location = { bucket, region, key, workspaceKeyPrefix, encrypt: true };
      const s3 = new S3Backend(stack, { ...location, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) });
      // cdktf 0.21 does not know the argument; Terraform locks with an object beside the state from 1.10 on.
      s3.addOverride('use_lockfile', true);
      return;
    }
    case 'cloud': {
      const { organization, hostname, workspace } = backend;
      const workspaces = new NamedCloudWorkspace(workspace);
      new CloudBackend(stack, { organization, workspaces, ...(hostname === undefined ? {} : { hostname }) });
      return;
    }
  }
}
