/** Well above any set of public keys. */
const MAX_BYTES = 512 * 1024;

/** Fetches what is small: an answer that goes on for longer is given up. */
export async function fetchBounded(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    const bytes: unknown = part;
    if (!(bytes instanceof Uint8Array)) throw new TypeError(`The answer of ${url} does not come in bytes.`);
    size += bytes.byteLength;
    if (size > MAX_BYTES) throw new Error(`The answer of ${url} is longer than ${MAX_BYTES} bytes.`);
    parts.push(bytes);
  }
  const { status, headers } = response;
  return new Response(size === 0 ? null : Buffer.concat(parts), { status, headers });
}
