export { checkReadme, type ReadmeCheck, type StaleExample } from './check-readme';
export { findExamples, type Example } from './examples';
export { findFences, replaceFence, type Fence } from './fences';
