/**
 * For what refers to subnets or route tables by a list. When a zone goes, Terraform would destroy its subnet before it
 * takes it out of the list, and AWS refuses: interfaces of the endpoint still stand in it. This flag extends to all that
 * is referred to, and then destroys come after updates.
 * @see hashicorp/terraform-provider-aws#26502; Terraform language, "The lifecycle meta-argument"
 */
export const UPDATE_BEFORE_DESTROY = { createBeforeDestroy: true } as const;
