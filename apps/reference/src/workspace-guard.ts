import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

/** Which environment a stack is, and where its state belongs. */
export interface WorkspaceGuardProps {
  readonly environment: string;
  /** Name of the Terraform workspace that holds the environment's state. */
  readonly workspace: string;
}

/**
 * Makes Terraform refuse to plan, apply or destroy while the workspace of another environment is selected, where it
 * would make everything twice or destroy the wrong thing.
 *
 * The condition stands on a variable, and the provider must refer to that variable by `workspace`. Then Terraform judges
 * it whenever it configures the provider, in every plan and destroy, also with `-target` and `-refresh=false`, and
 * `terraform validate`, which knows no variable, still passes in any workspace. Preconditions do less: a
 * resource's is skipped by every destroy, and an output's by `-target` and by destroy, or it fails `validate` too.
 */
export class WorkspaceGuard extends Construct {
  /** The name of the workspace, as a reference to the guarded variable: put it into the provider's default tags. */
  readonly workspace: string;

  constructor(scope: Construct, id: string, { environment, workspace }: WorkspaceGuardProps) {
    super(scope, id);
    const variable = new TerraformVariable(this, 'workspace', {
      type: 'string',
      default: workspace,
      nullable: false,
      description: `Terraform workspace that holds the state of ${environment}; not meant to be set`,
      validation: [
        {
          condition: '${terraform.workspace == var.workspace}',
          errorMessage: [
            `This is the environment "${environment}", whose state lives in the Terraform workspace "${workspace}",`,
            'but the selected workspace is "${terraform.workspace}".',
            `Set TF_WORKSPACE=${workspace}, or run "terraform workspace select ${workspace}".`,
          ].join(' '),
        },
      ],
    });
    variable.overrideLogicalId('workspace');
    this.workspace = variable.stringValue;
  }
}
