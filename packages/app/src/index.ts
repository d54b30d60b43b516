export { TestApplication, type TestApplicationInstance, type TestApplicationProps } from './test-application';
export { type Architecture } from './plan/amazon-linux';
