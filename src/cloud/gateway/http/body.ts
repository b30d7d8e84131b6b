import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type InputType, type ZlibOptions } from 'node:zlib';
import { HttpError } from './errors.js';

type Inflate = (data: InputType, options: ZlibOptions) => Promise<Buffer>;

const inflaters: Readonly<Record<string, Inflate | undefined>> = {
  gzip: promisify<InputType, ZlibOptions, Buffer>(gunzip),
  'x-gzip': promisify<InputType, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<InputType, ZlibOptions, Buffer>(inflate),
  br: promisify<InputType, ZlibOptions, Buffer>(brotliDecompress),
};

/** A body as it was before it was packed, never larger than `most` bytes. @throws HttpError 413, 415, 400 */
export async function inflateBody(body: Buffer, encoding: string | undefined, most: number): Promise<Buffer> {
  if (!encoding || encoding === 'identity') return body;
  const unpack = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
  if (!unpack) throw new HttpError(415, 'encoding', 'content-encoding: expected gzip, br or deflate');
  try {
    return await unpack(body, { maxOutputLength: most });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new HttpError(413, 'too_large', `the body has more than ${most} bytes once inflated`);
    throw new HttpError(400, 'encoding', `the body is no ${encoding}`);
  }
}

/** The JSON of a body. @throws HttpError 400 */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new HttpError(400, 'json', 'the body is no JSON');
  }
}
