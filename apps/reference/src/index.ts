export type { BackendConfig } from './backend-config';
export { EgressStack } from './egress-stack';
export type { EngineConfig } from './engine-config';
export { ENVIRONMENT_NAMES, type EnvironmentConfig, type EnvironmentName } from './environment-config';
export { ENVIRONMENTS } from './environments/environments';
export { validateEnvironment } from './plan/check-environment';
export { synthesizeEnvironments } from './synthesize';
