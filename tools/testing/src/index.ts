export { decide, type Request } from './iam-evaluator';
export { synthesize, type Synthesized, type SynthesizedJson } from './synthesize';
