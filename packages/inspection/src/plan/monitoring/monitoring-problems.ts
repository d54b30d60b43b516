import { isToken, type Problem } from '@inspected-egress/problem';
import {
  accountId,
  alarmTopicArn,
  alarmTopicForm,
  alarmTopicRegion,
  blockedListTwice,
  monitoringName,
  monitoringThreshold,
  nothingWatched,
  unwatchableFirewall,
} from '../../errors';
import { ACCOUNT_ID, MONITORING_NAME, TOPIC_ARN } from '../../limits';
import { zonesOutside } from '../region';
import { planAlarms, type MonitoringThresholds } from './alarms';
import type { AlarmNotification } from './notification';
import type { WatchedDns, WatchedEgress } from './watched';

/** What egress is watched by. */
export interface EgressMonitoringSettings extends WatchedEgress {
  /**
   * Of the dashboard, and the start of every alarm's name.
   * @default - from the path of the construct
   * @throws PlanError INS361 for other characters than letters, digits and hyphens, or more than 100
   */
  readonly name?: string;
  readonly notify: AlarmNotification;
  readonly thresholds?: MonitoringThresholds;
}

/** @param name - as given, or from the path */
export function findMonitoringProblems(
  { name: given, notify, thresholds = {}, ...watched }: EgressMonitoringSettings,
  name: string,
): readonly Problem[] {
  const { firewall, dns } = watched;
  const unwatchable = firewall !== undefined && firewall.firewallName === undefined;
  return [
    ...(MONITORING_NAME.test(name) ? [] : [monitoringName(name, given !== undefined)]),
    ...findNotificationProblems(notify, watched),
    ...(['droppedPackets', 'blockedQueries'] as const).flatMap((key) => {
      const threshold: unknown = thresholds[key] ?? 'unusual';
      const isFit = threshold === 'unusual' || (typeof threshold === 'number' && threshold >= 0);
      return isFit ? [] : [monitoringThreshold(`thresholds.${key}`, threshold)];
    }),
    ...(unwatchable ? [unwatchableFirewall()] : []),
    ...findListProblems(dns),
    ...(!unwatchable && planAlarms(watched).length === 0 ? [nothingWatched()] : []),
  ];
}

function findListProblems(dns: WatchedDns | undefined): readonly Problem[] {
  const keys = (dns?.blockedLists ?? []).map(({ key }) => key);
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index ? [] : [blockedListTwice(`dns.blockedLists[${index}].key`, key)],
  );
}

function findNotificationProblems(
  notify: AlarmNotification,
  { vpc }: Pick<WatchedEgress, 'vpc'>,
): readonly Problem[] {
  const given: { readonly topicArn?: unknown; readonly newTopicIn?: unknown } | null = notify;
  if (typeof given?.topicArn === 'string') {
    if (isToken(given.topicArn)) return [];
    const region = TOPIC_ARN.exec(given.topicArn)?.[1];
    if (region === undefined) return [alarmTopicArn(given.topicArn)];
    const foreign = zonesOutside(
      region,
      vpc.zones.map(({ availabilityZone }) => availabilityZone),
    );
    return foreign.length === 0 ? [] : [alarmTopicRegion(given.topicArn, foreign)];
  }
  if (!(given?.newTopicIn instanceof Object)) return [alarmTopicForm()];
  const id = String((given.newTopicIn as { readonly accountId?: unknown }).accountId);
  return isToken(id) || ACCOUNT_ID.test(id) ? [] : [accountId('notify.newTopicIn.accountId', id)];
}
