import type { EgressPolicy } from '../../model';

/** What a firewall policy does beside its rules. */
export interface PolicyDefaults {
  readonly mode: EgressPolicy['mode'];
  /**
   * Waits for the server name, so a ClientHello in several segments is not cut, and drops what no rule matched; in mode
   * `monitor` it only logs.
   */
  readonly defaultActions:
    | readonly ['aws:drop_established_app_layer_to_server', 'aws:alert_established_app_layer_to_server']
    | readonly ['aws:alert_established_app_layer_to_server'];
  /** Of a TCP flow whose beginning the firewall did not see. */
  readonly streamExceptionPolicy: 'REJECT' | 'CONTINUE';
}

export const DEFAULTS_OF: Readonly<Record<EgressPolicy['mode'], PolicyDefaults>> = {
  enforce: {
    mode: 'enforce',
    defaultActions: ['aws:drop_established_app_layer_to_server', 'aws:alert_established_app_layer_to_server'],
    streamExceptionPolicy: 'REJECT',
  },
  monitor: {
    mode: 'monitor',
    defaultActions: ['aws:alert_established_app_layer_to_server'],
    streamExceptionPolicy: 'CONTINUE',
  },
};
