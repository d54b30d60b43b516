import { posix } from 'node:path';
import type { BackendConfig } from '../backend-config';

/** A backend with every default filled in, and the workspace in which the environment's state lives. */
export type PlannedBackend =
  | {
      readonly kind: 'local';
      readonly path: string;
      readonly workspaceDir: string;
      readonly workspace: string;
    }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly region: string;
      readonly key: string;
      readonly workspaceKeyPrefix: string;
      readonly kmsKeyId?: string;
      readonly workspace: string;
    }
  | {
      readonly kind: 'cloud';
      readonly organization: string;
      readonly hostname?: string;
      readonly workspace: string;
    };

// Terraform runs in cdktf.out/stacks/<environment>: three folders below the app. State must not live in cdktf.out, which
// is output and may be deleted at any time.
const APP_FROM_STACK = '../../..';

/** Fills in the defaults of a backend that has no problems. */
export function planBackend(backend: BackendConfig, environment: string): PlannedBackend {
  switch (backend.kind) {
    case 'local': {
      const directory = posix.join(APP_FROM_STACK, backend.directory ?? '.');
      const path = posix.join(directory, `terraform.${environment}.tfstate`);
      return {
        kind: 'local',
        path,
        workspaceDir: posix.join(directory, 'terraform.tfstate.d'),
        workspace: environment,
      };
    }
    case 's3': {
      const { key = 'terraform.tfstate', workspaceKeyPrefix = 'inspected-egress', ...rest } = backend;
      return { ...rest, key, workspaceKeyPrefix, workspace: environment };
    }
    case 'cloud': {
      const { workspacePrefix = 'inspected-egress-', ...rest } = backend;
      return { ...rest, workspace: `${workspacePrefix}${environment}` };
    }
  }
}
