import { TerraformElement } from 'cdktf';

/**
 * A route that was made by a `Route` of the same id in the same construct, and that Terraform now forgets without deleting
 * it. Terraform 1.7.
 * @see Terraform language, "removed" block
 */
export class HandedBackRoute extends TerraformElement {
  override toTerraform(): object {
    return {
      removed: [{ from: `aws_route.${this.friendlyUniqueId}`, lifecycle: [{ destroy: false }] }],
    };
  }
}
