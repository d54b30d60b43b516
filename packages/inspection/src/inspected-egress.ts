import {
  EgressRoutes,
  inspectedZones,
  InspectedVpc,
  type InspectedVpcProps,
  type IRoutedVpc,
  type RouteManagement,
  type ZonalEndpoints,
} from '@inspected-egress/network';
import type { Approximation, CompilationRemark } from '@inspected-egress/policy';
import { PlanError, type Problem } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import {
  createEngine,
  engineSubnetTags,
  findEngineProblems,
  type Engine,
  type FirewallEndpoints,
} from './engine';
import { NetworkFirewall } from './network-firewall';

/** What inspected egress needs to know besides its VPC. */
export interface EgressSettings {
  /** What inspects. Another engine in the same VPC moves no subnet and no address; only the routes' targets change. */
  readonly engine: Engine;
  /**
   * Who makes the routes: here, by taking over those that exist, by handing them back, or somebody else altogether.
   * @default true - they are made here
   * @throws PlanError NET216 and NET217
   */
  readonly manageRoutes?: RouteManagement;
}

/** Of a VPC made here, or of one that exists: an `InspectedVpc` made elsewhere, or an adopted VPC. */
export type InspectedEgressProps = EgressSettings &
  ((InspectedVpcProps & { readonly vpc?: never }) | { readonly vpc: IRoutedVpc });

/**
 * The whole: a VPC whose only way out leads through firewall endpoints, the endpoints, and the routes through them.
 *
 * Construct ids are `vpc`, `firewall` and `routes`, whatever the engine is.
 */
export class InspectedEgress extends Construct {
  readonly vpc: IRoutedVpc;
  /** The engine, as made: a `NetworkFirewall`, `GatewayLoadBalancerEndpoints` or `AdoptedEndpoints`. */
  readonly firewall: FirewallEndpoints;
  readonly endpoints: ZonalEndpoints | 'pending';
  /** Where the firewall permits more or less than its egress policy; empty when it has none. */
  readonly approximations: readonly Approximation[];
  /** What a reader of its egress policy would not expect of the firewall's rules; empty when it has none. */
  readonly remarks: readonly CompilationRemark[];
  /** Absent while endpoints are pending: nothing leads out, so protected subnets are cut off. */
  readonly routes?: EgressRoutes;

  /** @throws PlanError with the problems of VPC, engine and routes together; paths of the engine's start with `engine` */
  constructor(scope: Construct, id: string, props: InspectedEgressProps) {
    super(scope, id);
    const { engine, manageRoutes = true, ...rest } = props;
    const path = `${this.node.path}/firewall`;
    const vpc = rest.vpc === undefined ? this.makeVpc(rest, engine) : rest.vpc;
    const problems =
      vpc instanceof PlanError
        ? [...vpc.problems, ...findEngineProblems(engine, { path })]
        : findEngineProblems(engine, { path, vpc });
    if (vpc instanceof PlanError) throw this.refusal(problems);
    if (problems.length > 0) {
      const paths = problems.map((problem) => problem.path);
      const others = this.findRouteProblems(vpc, manageRoutes).filter(({ path }) => !paths.includes(path));
      throw this.refusal([...problems, ...others]);
    }
    this.vpc = vpc;
    this.firewall = createEngine(this, 'firewall', engine, vpc);
    this.endpoints = this.firewall.endpoints;
    const { approximations = [], remarks = [] } =
      this.firewall instanceof NetworkFirewall ? this.firewall : {};
    this.approximations = approximations;
    this.remarks = remarks;
    if (this.endpoints === 'pending') return;
    this.routes = new EgressRoutes(this, 'routes', { vpc, firewallEndpoints: this.endpoints, manageRoutes });
  }

  private refusal(problems: readonly Problem[]): PlanError {
    return new PlanError(`inspected egress \`${this.node.path}\``, problems);
  }

  /** What keeps the VPC from being routed, once its engine is refused anyway: the endpoints are stand-ins. */
  private findRouteProblems(vpc: IRoutedVpc, manageRoutes: RouteManagement): readonly Problem[] {
    const firewallEndpoints = inspectedZones(vpc).map((availabilityZone, index) => ({
      availabilityZone,
      vpcEndpointId: `vpce-${index}`,
    }));
    return problemsOf(() => new EgressRoutes(this, 'routes', { vpc, firewallEndpoints, manageRoutes }));
  }

  /** The VPC, or what is wrong with it, so that the engine's problems can be told in the same error. */
  private makeVpc(props: InspectedVpcProps, engine: Engine): InspectedVpc | PlanError {
    const vendorTags = engineSubnetTags(engine);
    const firewall = { ...props.tierTags?.firewall, ...vendorTags };
    const tags = Object.keys(vendorTags).length === 0 ? {} : { tierTags: { ...props.tierTags, firewall } };
    try {
      return new InspectedVpc(this, 'vpc', { name: this.node.path, ...props, ...tags });
    } catch (error) {
      if (error instanceof PlanError) return error;
      throw error;
    }
  }
}

function problemsOf(construct: () => unknown): readonly Problem[] {
  try {
    construct();
  } catch (error) {
    if (error instanceof PlanError) return error.problems;
    throw error;
  }
  return [];
}
