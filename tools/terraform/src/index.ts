/**
 * Runs the real Terraform on synthesized stacks, offline, and reads synthesized stacks without it.
 *
 *     const terraform = requireTerraform();                         // or findTerraform(), undefined when absent
 *     const why = await findMissingProvider(terraform);             // undefined when the AWS provider can be had
 *
 *     // init, validate, plan -refresh=false, show: exactly one stack, in its workspace
 *     const dev = await offlinePlan(terraform, { name: 'dev', workspace: 'dev', json: readStack('cdktf.out/stacks/dev') });
 *     dev.totals;                                                   // { add: 70, change: 0, destroy: 0 }
 *
 *     // the same for many stacks, as modules of a few roots: one init for a dozen worlds
 *     const planned = await offlinePlans(terraform, [{ name: 'dev-nfw-after-nat', workspace: 'dev', json }, ...]);
 *
 *     // `terraform test`, for values that only apply knows
 *     const runs = await terraformTest(terraform, { name, workspace, files: { 'cdk.tf.json': json, 'x.tftest.hcl': text } });
 *
 *     // the text of such a test: each firewall endpoint is where its zone is, and each route reaches that of its own zone
 *     const text = zonalEndpointsTest(json, { zones: ['us-east-1b', 'us-east-1a'], expected: { 'a-nat-ipv4': 'us-east-1a', ... } });
 *
 *     // configurations in Terraform's own language, each in its own folder, after one init
 *     await withFolderPlanner(terraform, async ({ plan, apply }) => [await plan(folder), await apply(folder, mocks)]);
 *
 *     // one packet out and back, read from the JSON alone
 *     const { out, back } = traceHops(json, { from: 'egress/vpc/a-protected/subnet', to: '8.8.8.8' });
 *
 *     // whatever else Terraform does, in a folder of its own: `inScratch`, `init`, `runTerraform`; ten times as fast with a
 *     // provider that runs already, of which Terraform reads no schema but of what the folder names
 *     await inScratch(terraform, 'dev', async (scratch) => {
 *       scratch.write('cdk.tf.json', json);
 *       await init(terraform, scratch, 'dev');
 *       return withProvider(scratch, (ready) => runTerraform(terraform, ready, ['validate']));
 *     });
 *
 * Everything that fails throws a TerraformError with Terraform's own diagnostics, which name the world.
 */
export { findMissingProvider } from './find-missing-provider';
export { findTerraform, isTooOld, requireTerraform, type Terraform } from './find-terraform';
export { findPluginMirror, type PluginMirror } from './plugin-mirror';
export { offlineOverride } from './offline-override';
export { offlinePlan, readStack, type World } from './offline-plan';
export { offlinePlans } from './offline-plans';
export { withFolderPlanner, type FolderPlanner } from './plan-folder';
export type { PlannedWorld, PlanTotals, ResourceChange } from './planned-world';
export { terraformTest, type TestFolder, type TestRun } from './terraform-test';
export { formatDiagnostic, type Diagnostic } from './diagnostics';
export { HOW_TO_GET_PROVIDER, HOW_TO_GET_TERRAFORM, TerraformError, terraformFailed } from './errors';
export { blocksOf, objectOf, textOf, type JsonObject, type JsonValue } from './json';
export { startProvider, withProvider, type RunningProvider } from './provider/running-provider';
export { init, plan, runTerraform, type TerraformAnswer } from './run-terraform';
export { inScratch, type Scratch } from './scratch';
export { findResource, referred, resourcesOf, type StackResource } from './stack-reader';
export { routesOf, tableOfGateway, tableOfSubnet, type StackRoute } from './stack-routes';
export { zonalEndpointsTest, type ZonalEndpoints } from './zonal-endpoints-test';
export { traceHops, type Hop, type Trace, type TraceOptions, type Way } from './trace-hops';
