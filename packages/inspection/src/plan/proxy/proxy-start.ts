import { readFileSync } from 'node:fs';
import type { SquidFile } from '@inspected-egress/policy';
import { cloudConfig } from '../bootstrap/user-data';

/** What a proxy needs to know when it starts. */
export interface ProxyStart {
  /** Of Squid, in `/etc/squid`. */
  readonly files: readonly SquidFile[];
  readonly groupName: string;
  readonly logGroupName: string;
  readonly clientCidrBlocks: readonly string[];
  /** Whether the image has the software. */
  readonly isInstalled: boolean;
  /** The network interface that routes of clients lead to, which is taken over; absent when programs ask the proxy. */
  readonly interfaceId?: string;
}

const FOLDER = '/etc/inspected-egress';

/** User data of a proxy, for cloud-init. */
export function planProxyStart(start: ProxyStart): string {
  const { files, groupName, logGroupName, clientCidrBlocks, isInstalled, interfaceId } = start;
  return cloudConfig(
    [
      ...files.map(({ path, text }) => ({ path: `/etc/squid/${path}`, text, permissions: '0644' })),
      { path: `${FOLDER}/logs.json`, text: logsOf(logGroupName), permissions: '0644' },
      script('start.sh'),
      ...(interfaceId === undefined
        ? []
        : [
            script('take-interface.sh'),
            script('redirect.nft'),
            { path: `${FOLDER}/clients`, text: `${clientCidrBlocks.join('\n')}\n`, permissions: '0644' },
          ]),
    ],
    [[`${FOLDER}/start.sh`, groupName, isInstalled ? '' : 'install', interfaceId ?? '']],
  );
}

function script(name: string) {
  return {
    path: `${FOLDER}/${name}`,
    // Beside the compiled code and beside the source alike.
    text: readFileSync(require.resolve(`../../../bootstrap/squid/${name}`), 'utf8'),
    permissions: name.endsWith('.sh') ? '0755' : '0644',
  };
}

/** What the CloudWatch agent reads: its guide, "Logs section", 2026. */
function logsOf(logGroupName: string): string {
  const file = {
    file_path: '/var/log/squid/access.log',
    log_group_name: logGroupName,
    log_stream_name: '{instance_id}',
  };
  return `${JSON.stringify({ logs: { logs_collected: { files: { collect_list: [file] } } } })}\n`;
}
