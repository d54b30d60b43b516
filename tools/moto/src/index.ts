/**
 * Applies stacks for real, with Terraform and the AWS provider, to a moto server on this machine.
 *
 *     await withMoto((moto) =>
 *       inMotoWorkspace(requireTerraform(), moto, { name: 'dev', workspace: 'dev' }, async (workspace) => {
 *         const { state, drift } = await workspace.apply(stack);   // drift is empty: a second plan would change nothing
 *         await workspace.destroy();                                // empty: nothing is left in the state
 *       }),
 *     );
 */
export { askAws, type SavedFile } from './ask-aws';
export { findMissingAwsCli, runWithAwsCli } from './aws-cli';
export { HOW_TO_GET_AWS_CLI, HOW_TO_GET_MOTO, MotoError } from './errors';
export { findMissingMoto } from './find-missing-moto';
export { added, inventory } from './inventory';
export { accountOf, motoOverride } from './moto-override';
export { runBeside, withMoto, type MotoCall, type MotoServer } from './moto-server';
export {
  inMotoWorkspace,
  type Applied,
  type MotoWorkspace,
  type MotoWorkspaceOptions,
} from './moto-workspace';
