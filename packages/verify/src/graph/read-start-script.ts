import { isAbsent, reasonOf, textOf, type Value } from '../read/value';
import { known, unknown, type Known } from './known';
import type { StartScript } from './start-script';

const NOTHING: StartScript = { mtus: [] };
const HASH = /^[0-9a-f]{40}$/; // what provider 5 keeps of `user_data` in plans and states

/**
 * As shells, cloud-init and network appliances write it: `ip link set eth1 mtu 9001`, `MTU=9001`, `set mtu 9001`,
 * `net.ipv4.tcp_keepalive_time = 300`.
 *
 * @param plain - user data as it is
 * @param encoded - user data in base64
 */
export function readStartScript(plain: Value, encoded: Value): Known<StartScript> {
  const value = isAbsent(plain) ? encoded : plain;
  if (isAbsent(value)) return known(NOTHING);
  const said = textOf(value);
  if (said === undefined) return unknown(reasonOf(value) ?? 'it is not a text');
  if (HASH.test(said)) return unknown('only a hash of the user data is in the input');
  const text = value === plain ? said : Buffer.from(said, 'base64').toString('utf8');
  // Compressed, or of an encoding that we do not know.
  if (/[\0\ufffd]/.test(text)) return unknown('the user data is not text');
  const mtus = [...text.matchAll(/\bmtu["']?[ =:]+["']?(\d{2,5})\b/gi)].map(([, number]) => Number(number));
  const keepalive = [...text.matchAll(/\btcp_keepalive_time["']?[ =:]+["']?(\d{1,6})\b/g)].at(-1)?.[1];
  return known({ mtus, ...(keepalive !== undefined && { tcpKeepalive: Number(keepalive) }) });
}
