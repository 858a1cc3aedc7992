import { connect } from 'node:net';

const LONGEST_MS = 5000;

/** What is said before an answer, such as that the body may come. */
const INTERIM = /^HTTP\/1\.1 1\d\d .*?\r\n\r\n/s;

/** The first answer on a connection. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends bytes as they are to a port of this machine, which no client of HTTP would, and reads until the other end closes.
 *
 * @returns `undefined` when nothing came back that is an answer
 */
export async function sendRaw(port: number, bytes: string | Uint8Array): Promise<RawAnswer | undefined> {
  const parts: Buffer[] = [];
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.setTimeout(LONGEST_MS, () => socket.destroy());
    socket.on('data', (part) => parts.push(part));
    // A connection that is cut ends with close, too.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve();
    });
  });
  const said = Buffer.concat(parts).toString('utf8').replace(INTERIM, '');
  const [head = '', ...rest] = said.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1];
  if (status === undefined) return undefined;
  const headers = fields.map((field) => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()] as const;
  });
  return { status: Number(status), headers: Object.fromEntries(headers), body: rest.join('\r\n\r\n') };
}
