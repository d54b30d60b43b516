import type { AddressInfo, Socket } from 'node:net';

/** What the program is told, as JSON on its standard input. */
export interface NamespaceTask {
  readonly squid: string;
  /** Becomes /etc/squid. */
  readonly folder: string;
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
  /** Addresses of names; others do not exist. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Rules for nft, when connections are redirected. */
  readonly redirect?: string;
  readonly exchanges: readonly NamespaceExchange[];
}

export interface NamespaceExchange {
  readonly client: string;
  readonly to: string;
  readonly port: number;
  /** Sent first, in base64; the answer must be 200. */
  readonly ask?: string;
  /** Sent then, each in a segment, in base64. */
  readonly segments: readonly string[];
}

/** What it says, as JSON on its standard output. */
export interface NamespaceReport {
  /** What Squid printed when it stopped by itself. */
  readonly stopped?: string;
  readonly outcomes: readonly NamespaceOutcome[];
  readonly accessLog: string;
  /** Of errors and warnings. */
  readonly cacheLog: string;
}

export interface NamespaceOutcome {
  readonly clientPort: number;
  /** What the client saw last. */
  readonly end: string;
  /** First line that it was told. */
  readonly told: string;
  /** What reached a server. */
  readonly arrived?: { readonly address: string; readonly port: number; readonly bytes: string };
}

/**
 * Runs in namespaces of its own, where it is root, has no network but a loopback and shares no file that it writes. It
 * gives the loopback all addresses, is every server itself, starts Squid, and is one client after the other. When it ends,
 * the kernel ends Squid and takes namespaces, addresses and mounts with it.
 *
 * It goes there as text, so it refers to nothing outside of itself.
 */
export async function namespaceProgram(): Promise<void> {
  const net = process.getBuiltinModule('node:net');
  const dgram = process.getBuiltinModule('node:dgram');
  const fs = process.getBuiltinModule('node:fs');
  const { spawn, spawnSync } = process.getBuiltinModule('node:child_process');
  const task = JSON.parse(fs.readFileSync(0, 'utf8')) as NamespaceTask;
  const LIMIT_MILLISECONDS = 4000;
  const SETTLE_MILLISECONDS = 15;

  const run = (command: string, args: readonly string[], input = ''): void => {
    const { status, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  };
  const wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));

  run('mount', ['--bind', task.folder, '/etc/squid']);
  // Another Squid at the same time would take the same names in /dev/shm, and one of them would stop.
  for (const path of ['/var/log', '/run', '/var/spool', '/dev/shm'])
    run('mount', ['-t', 'tmpfs', 'tmpfs', path]);
  fs.mkdirSync('/var/log/squid');
  fs.chmodSync('/var/log/squid', 0o777);
  fs.writeFileSync('/run/hosts', '127.0.0.1 localhost\n');
  fs.writeFileSync('/run/resolv.conf', 'nameserver 127.0.0.1\n');
  run('mount', ['--bind', '/run/hosts', '/etc/hosts']);
  run('mount', ['--bind', '/run/resolv.conf', '/etc/resolv.conf']);
  run('ip', ['link', 'set', 'lo', 'up']);
  for (const address of task.addresses) {
    run('ip', ['addr', 'add', address, 'dev', 'lo', ...(address.includes(':') ? ['nodad'] : [])]);
  }
  if (task.redirect !== undefined) run('nft', ['-f', '-'], task.redirect);

  const bytesOf = (address: string): Buffer => {
    if (!address.includes(':')) return Buffer.from(address.split('.').map(Number));
    const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
    const zeros = Array<string>(8 - head.length - tail.length).fill('0');
    const hex = [...head, ...zeros, ...tail].map((group) => group.padStart(4, '0')).join('');
    return Buffer.from(hex, 'hex');
  };
  const resolver = dgram.createSocket('udp4');
  resolver.on('message', (query, from) => {
    const labels: string[] = [];
    let place = 12;
    for (let length = query[place] ?? 0; length > 0; length = query[place] ?? 0) {
      labels.push(query.toString('latin1', place + 1, place + 1 + length).toLowerCase());
      place += length + 1;
    }
    const question = query.subarray(12, place + 5);
    const isIpv6 = query.readUInt16BE(place + 1) === 28;
    const known = task.names[labels.join('.')];
    const addresses = (known ?? []).filter((address) => address.includes(':') === isIpv6).map(bytesOf);
    const header = Buffer.alloc(12);
    [query.readUInt16BE(0), known === undefined ? 0x8183 : 0x8180, 1, addresses.length].forEach(
      (word, index) => header.writeUInt16BE(word, index * 2),
    );
    const answers = addresses.map((bytes) =>
      Buffer.concat([Buffer.from([0xc0, 12, 0, isIpv6 ? 28 : 1, 0, 1, 0, 0, 1, 0, 0, bytes.length]), bytes]),
    );
    resolver.send(Buffer.concat([header, question, ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve) => resolver.bind(53, '127.0.0.1', resolve));

  let arrived: NamespaceOutcome['arrived'];
  const open = new Set<Socket>();
  const serve = (port: number): Promise<void> =>
    new Promise((resolve) => {
      const server = net.createServer((socket) => {
        open.add(socket);
        socket.on('error', () => undefined);
        socket.on('data', (bytes) => {
          const { address, port: at } = socket.address() as AddressInfo;
          arrived ??= { address: address.replace('::ffff:', ''), port: at, bytes: bytes.toString('latin1') };
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
        });
      });
      server.listen(port, '::', resolve);
    });
  for (const port of task.ports) await serve(port);

  const read = (path: string): string => (fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '');
  const squid = spawn(task.squid, ['-N', '-f', '/etc/squid/squid.conf'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let isStopped = false;
  squid.stderr.on('data', (text) => (printed += String(text)));
  squid.on('error', (error) => {
    printed += error.message;
    isStopped = true;
  });
  squid.on('exit', (code, signal) => {
    const log = read('/var/log/squid/cache.log').trim().split('\n').slice(-3).join('\n');
    printed += `${log}\nended with ${signal ?? code}`;
    isStopped = true;
  });
  const isUp = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = net.connect(3128, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
  while (!isStopped && !(await isUp())) await wait(10);

  const exchange = ({ client, to, port, ask, segments }: NamespaceExchange): Promise<NamespaceOutcome> =>
    new Promise((resolve) => {
      arrived = undefined;
      let told = '';
      let hasSent = false;
      const socket = net.connect({ host: to, port, localAddress: client });
      const finish = (end: string): void => {
        clearTimeout(timer);
        const { localPort = 0 } = socket;
        socket.removeAllListeners();
        socket.on('error', () => undefined);
        socket.destroy();
        setTimeout(
          () => {
            for (const one of open) one.destroy();
            open.clear();
            resolve({
              clientPort: localPort || clientPort,
              end,
              told: /^HTTP.*/.exec(told)?.[0] ?? '',
              ...(arrived === undefined ? {} : { arrived }),
            });
          },
          arrived === undefined ? SETTLE_MILLISECONDS : 0,
        );
      };
      let clientPort = 0;
      const timer = setTimeout(() => finish('no answer'), LIMIT_MILLISECONDS);
      const send = (): void => {
        hasSent = true;
        for (const segment of segments) socket.write(Buffer.from(segment, 'base64'));
      };
      socket.setNoDelay(true);
      socket.on('connect', () => {
        clientPort = socket.localPort ?? 0;
        if (ask === undefined) send();
        else socket.write(Buffer.from(ask, 'base64'));
      });
      socket.on('data', (bytes) => {
        told += bytes.toString('latin1');
        // No server here speaks TLS: it is the proxy, about to say why not.
        if (/(^|\r\n\r\n)[\x15\x16]\x03/.test(told)) finish('TLS of the proxy itself');
        if (!told.includes('\r\n\r\n')) return;
        if (hasSent) {
          if (told.endsWith('ok') || /HTTP\/1\.[01] [345]/.test(told)) finish('answered');
        } else if (told.startsWith('HTTP/1.1 200')) send();
        else finish('refused');
      });
      socket.on('error', ({ message }) => finish(message));
      socket.on('close', () => finish('closed'));
    });
  const outcomes: NamespaceOutcome[] = [];
  for (const one of isStopped ? [] : task.exchanges) outcomes.push(await exchange(one));

  // A line of the log is written when its connection is closed, by a Squid that may have little time.
  const isLogged = (): boolean => {
    const log = read('/var/log/squid/access.log');
    return outcomes.every(
      (one) => one.arrived === undefined || log.includes(`"clientPort":${one.clientPort},`),
    );
  };
  await wait(50);
  for (let waited = 0; !isLogged() && waited < LIMIT_MILLISECONDS; waited += 20) await wait(20);
  const report: NamespaceReport = {
    ...(isStopped ? { stopped: printed } : {}),
    outcomes,
    accessLog: read('/var/log/squid/access.log'),
    cacheLog: read('/var/log/squid/cache.log')
      .split('\n')
      .filter((line) => /\b(ERROR|FATAL|WARNING|SECURITY)/.test(line))
      .join('\n'),
  };
  process.stdout.write(JSON.stringify(report), () => process.exit(0));
}
