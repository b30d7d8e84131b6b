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
export async function inflateBody(body: Buffer, contentEncoding: string | undefined, most: number): Promise<Buffer> {
  const encoding = contentEncoding?.trim().toLowerCase();
  const tooLarge = (): HttpError => new HttpError(413, 'too_large', `the body has more than ${most} bytes once inflated`);
  if (body.length > most) throw tooLarge();
  if (!encoding || encoding === 'identity') return body;
  const unpack = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
  if (!unpack) throw new HttpError(415, 'encoding', 'content-encoding: expected gzip, br or deflate');
  try {
    return await unpack(body, { maxOutputLength: most });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new HttpError(400, 'encoding', `the body is no ${encoding}`);
  }
}

/** Levels of a whole request: those of a payload, which are judged later, and what is around it. */
const maxDepth = 64;

const [quote, backslash, openList, closeList, openObject, closeObject] = Buffer.from('"\\[]{}');

/**
 * Whether JSON has more levels than anything that is taken. It looks at brackets only, in a small part of the time that `JSON.parse`
 * spends on a body that is made of them.
 */
function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  for (let at = 0; at < body.length; at++) {
    const sign = body[at];
    if (sign === quote) {
      for (at++; at < body.length && body[at] !== quote; at++) if (body[at] === backslash) at++;
    } else if (sign === openList || sign === openObject) {
      if (++depth > maxDepth) return true;
    } else if (sign === closeList || sign === closeObject) depth--;
  }
  return false;
}

/** The JSON of a body. @throws HttpError 400 */
export function parseJson(body: Buffer): unknown {
  if (isTooDeep(body)) throw new HttpError(400, 'json', `the body has more than ${maxDepth} levels`);
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new HttpError(400, 'json', 'the body is no JSON');
  }
}
