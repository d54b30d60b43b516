export { synthesize, type Synthesized, type SynthesizedJson } from './synthesize';
