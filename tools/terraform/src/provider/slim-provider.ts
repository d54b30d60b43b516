import { once } from 'node:events';
import { createServer, type ClientHttp2Session, type ServerHttp2Session } from 'node:http2';
import { join } from 'node:path';
import { objectOf, type JsonObject } from '../json';
import type { Scratch } from '../scratch';
import { Answers } from './answers';
import { call, forward, keepWaiting, messageOf, reply } from './grpc';
import { startProcess, type ProviderProcess } from './provider-process';
import { slimSchema } from './slim-schema';

const SERVICE = '/tfplugin5.Provider/';
const SCHEMA = `${SERVICE}GetSchema`;
const PREPARE = `${SERVICE}PrepareProviderConfig`;
const CONFIGURE = `${SERVICE}Configure`;

/** A provider behind a socket of ours. */
export interface SlimProvider {
  /** As in `ProviderProcess`. */
  readonly settings: JsonObject;
  /** These types, too, have a schema from now on. */
  serve(types: readonly string[]): void;
  stop(): void;
}

/** What all connections share. */
interface Behind {
  /** To the process that is never configured. */
  readonly common: ClientHttp2Session;
  /** What that process says, asked once. */
  ask(path: string, question: Buffer): Promise<Buffer>;
  /** The schema for now. */
  schema(): Buffer;
  start(): Promise<ProviderProcess | undefined>;
}

/**
 * The provider as it is, but for one answer: its schema has only the types that were asked for. To make and to read the
 * whole schema is half of what a small command costs, for Terraform and for the provider. The other half is spent in
 * whether a configuration of the provider is valid, for which it looks at all its schemas: that is asked once.
 *
 * As with Terraform alone, each configuration of the provider has a process of its own. What is asked of a provider that
 * is not configured, validation, is asked of one process.
 */
export async function startSlimProvider(binary: string, scratch: Scratch): Promise<SlimProvider | undefined> {
  const common = await startProcess(binary, scratch);
  if (common === undefined) return undefined;
  try {
    return await serve(common, binary, scratch);
  } catch (error) {
    common.stop();
    throw error;
  }
}

async function serve(common: ProviderProcess, binary: string, scratch: Scratch): Promise<SlimProvider> {
  const connection = common.connect();
  const answers = new Answers(binary);
  const ask: Behind['ask'] = (path, question) =>
    answers.to(path, question, () => call(connection, path, question));
  const whole = await ask(SCHEMA, Buffer.alloc(0));
  const types = new Set<string>();
  const behind: Behind = {
    common: connection,
    ask,
    schema: () => slimSchema(whole, (type) => types.has(type)),
    start: () => startProcess(binary, scratch),
  };
  const path = join(scratch.folder, 'provider.sock');
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer().on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    answerSession(session, behind);
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    settings: Object.fromEntries(
      Object.entries(common.settings).map(([source, entry]) => [
        source,
        { ...objectOf(entry), Pid: process.pid, Addr: { Network: 'unix', String: path } },
      ]),
    ),
    serve: (more) => more.forEach((type) => types.add(type)),
    stop: () => {
      sessions.forEach((session) => session.destroy());
      server.close();
      connection.destroy();
      common.stop();
    },
  };
}

/** One connection of Terraform is one provider to it. A call that cannot be answered ends it, and Terraform says so. */
function answerSession(session: ServerHttp2Session, { common, ask, schema, start }: Behind): void {
  let own: Promise<ProviderProcess | undefined> | undefined;
  let upstream = Promise.resolve(common);
  const end = () => session.destroy();
  const configured = async () => {
    const process = await (own = start());
    if (process === undefined) throw new Error('the provider did not start again');
    return process.connect().on('error', end);
  };
  session.on('error', end);
  session.on('close', () => void own?.then((process) => process?.stop()));
  session.on('stream', (stream, headers) => {
    const path = headers[':path'] ?? '';
    stream.on('error', () => stream.close());
    if (path === CONFIGURE) upstream = configured();
    if (path === SCHEMA) {
      reply(stream, schema());
    } else if (path === PREPARE) {
      const answer = messageOf(stream).then((question) => ask(path, question));
      answer.then((message) => reply(stream, message)).catch(end);
    } else if (path.startsWith(SERVICE)) {
      upstream.then((client) => forward(stream, headers, client)).catch(end);
    } else {
      keepWaiting(stream); // go-plugin's own services: streams for logs and for connections that nobody makes
    }
  });
}
