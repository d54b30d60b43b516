import { createCipheriv, createHmac } from 'node:crypto';
import { clientHelloMessage } from './client-hello';
import { filler, join, u16, u32, u8, withLength8 } from './bytes';

const VERSION_1 = 0x00000001;
const SALT = Buffer.from('38762cf7f55934b34d179ae6a4c80cadccbb7f0a', 'hex'); // RFC 9001 section 5.2
const DATAGRAM_LENGTH = 1200; // RFC 9000 section 14.1
const TAG_LENGTH = 16;
const PACKET_NUMBER_LENGTH = 4;

export interface InitialKeys {
  readonly key: Buffer;
  readonly iv: Buffer;
  readonly headerProtection: Buffer;
}

/** The client's keys of the Initial packet: RFC 9001 section 5.2. Anyone on the path can compute them. */
export function clientInitialKeys(connectionId: Uint8Array): InitialKeys {
  const initialSecret = createHmac('sha256', SALT).update(connectionId).digest();
  const secret = expandLabel(initialSecret, 'client in', 32);
  return {
    key: expandLabel(secret, 'quic key', 16),
    iv: expandLabel(secret, 'quic iv', 12),
    headerProtection: expandLabel(secret, 'quic hp', 16),
  };
}

/** A first datagram of QUIC version 1, encrypted as a client would, with a ClientHello inside. */
export function quicInitialDatagram(serverName: string | null): Buffer {
  const connectionId = Buffer.from('8394c8f03e515708', 'hex');
  const hello = clientHelloMessage({ serverName, applicationProtocols: ['h3'], quic: true });
  const crypto = join(u8(0x06), u8(0), u16(0x4000 | hello.length), hello);
  const idsAndToken = join(withLength8(connectionId), withLength8(filler(8)), u8(0));
  const headerLength = 1 + 4 + idsAndToken.length + 2 + PACKET_NUMBER_LENGTH;
  const plain = join(crypto, Buffer.alloc(DATAGRAM_LENGTH - headerLength - TAG_LENGTH - crypto.length));
  const header = join(
    u8(0xc0 | (PACKET_NUMBER_LENGTH - 1)),
    u32(VERSION_1),
    idsAndToken,
    u16(0x4000 | (PACKET_NUMBER_LENGTH + plain.length + TAG_LENGTH)),
    u32(0),
  );
  return protect(header, plain, clientInitialKeys(connectionId));
}

function protect(header: Buffer, plain: Buffer, { key, iv, headerProtection }: InitialKeys): Buffer {
  const cipher = createCipheriv('aes-128-gcm', key, iv); // the nonce is the iv: packet number 0
  cipher.setAAD(header);
  const sealed = join(cipher.update(plain), cipher.final(), cipher.getAuthTag());
  const mask = createCipheriv('aes-128-ecb', headerProtection, null).update(sealed.subarray(0, 16));
  const masked = Buffer.from(header);
  const packetNumberAt = masked.length - PACKET_NUMBER_LENGTH;
  masked[0] = (masked[0] ?? 0) ^ ((mask[0] ?? 0) & 0x0f);
  for (let index = 0; index < PACKET_NUMBER_LENGTH; index += 1) {
    masked[packetNumberAt + index] = (masked[packetNumberAt + index] ?? 0) ^ (mask[index + 1] ?? 0);
  }
  return join(masked, sealed);
}

/** HKDF-Expand-Label (RFC 8446 section 7.1) for lengths up to one hash, all that QUIC needs here. */
function expandLabel(secret: Uint8Array, label: string, length: number): Buffer {
  const info = join(u16(length), withLength8(`tls13 ${label}`), u8(0), u8(1));
  return createHmac('sha256', secret).update(info).digest().subarray(0, length);
}
