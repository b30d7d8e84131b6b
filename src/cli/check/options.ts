import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a shopper does, in this order. `order` buys, and is done only when it is asked for. */
export const allActs = ['promotion', 'list', 'filter', 'sort', 'search', 'product', 'wishlist', 'add', 'cart', 'quantity', 'coupon', 'checkout', 'steps', 'order', 'remove'] as const;

export type ActName = (typeof allActs)[number];

/** Pages that play a part in the journey. */
export const roles = ['list', 'product', 'cart', 'checkout'] as const;

export type Role = (typeof roles)[number];

/** What a check is told, by arguments or a file. Times are milliseconds. */
export interface CheckOptions {
  url: string;
  /** Pages to open besides those of the journey. */
  pages: string[];
  /** Where the journey's own pages are; else they are found. */
  places: Partial<Record<Role, string>>;
  journey: ActName[];
  /** How long an event is waited for. */
  timeout: number;
  /** An event, or its delivery, that takes longer is late. */
  late: number;
  headers: Record<string, string>;
  /** Places an order and pays. */
  order: boolean;
  /** The way to pay, with `order`: value of the field. */
  payment?: string;
  /** What is clicked when the shop is first opened: a banner about cookies, a choice of country. */
  click: string[];
  /** Selector → what is typed there. */
  fill: Record<string, string>;
  /** Act → selector of what is clicked for it, where the theme has no element. */
  elements: Partial<Record<ActName, string>>;
  /** What is searched for. */
  query?: string;
  /** Faults that are known: `late`, or `missing:Promotion Viewed`. */
  ignore: string[];
  /** Warnings fail the check, too. */
  strict: boolean;
  /** Lets requests to the vendors through; else they are answered here, and the shop's statistics stay as they are. */
  send: boolean;
  json: boolean;
}

export const usage = `Usage: ecom-events check <url> [options]

  Walks a shop in a headless browser and grades its tracking: missing, doubled, invalid, late.

  --pages /a,/b        more pages to open; cart=/basket (list, product, cart, checkout) says where one is
  --journey a,b        what to do, of ${allActs.join(', ')}
  --order              places an order and pays; without it, never
  --payment <value>    the way to pay, with --order
  --click <selector>   clicked first, e.g. a cookie banner's button (more than once)
  --timeout <ms>       how long an event is waited for (10000)
  --late <ms>          an event that takes longer is late (3000)
  --header 'a: b'      sent with each request to the shop (more than once)
  --send               lets requests to vendors through; else they are answered here
  --config <file>      the same and more as JSON, or a module with a default export
  --strict             warnings fail the check, too
  --json               the report as JSON

  Exit code: 0 all is well, 1 faults were found, 2 the shop could not be checked.`;

/** A mistake of who called: told with the usage. */
export class UsageError extends Error {}

const flags = {
  pages: { type: 'string' },
  journey: { type: 'string' },
  order: { type: 'boolean' },
  payment: { type: 'string' },
  click: { type: 'string', multiple: true },
  timeout: { type: 'string' },
  late: { type: 'string' },
  header: { type: 'string', multiple: true },
  send: { type: 'boolean' },
  config: { type: 'string' },
  strict: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** Reads the arguments after `check`; undefined when the usage was asked for. */
export async function readOptions(args: string[]): Promise<CheckOptions | undefined> {
  if (args.includes('--help')) return undefined;
  const { values, positionals } = parse(args);
  const file = values.config === undefined ? {} : await readConfig(values.config);
  const [url = file.url, ...more] = positionals;
  if (!url || more.length) throw new UsageError('one address is needed');
  const given = [...list(values.pages), ...pagesOf(file.pages)];
  const journey = values.journey === undefined ? (file.journey ?? [...allActs]) : list(values.journey);
  const unknown = journey.find((name) => !(allActs as readonly string[]).includes(name));
  if (unknown) throw new UsageError(`"${unknown}" is no act: expected ${allActs.join(', ')}`);
  return {
    url: address(url),
    pages: given.filter((page) => !isPlace(page)),
    places: Object.fromEntries(given.filter(isPlace).map((page) => [page.slice(0, page.indexOf('=')), page.slice(page.indexOf('=') + 1)])),
    // In the one order that makes sense.
    journey: allActs.filter((name) => journey.includes(name)),
    timeout: milliseconds('timeout', values.timeout ?? file.timeout ?? 10_000),
    late: milliseconds('late', values.late ?? file.late ?? 3000),
    headers: { ...file.headers, ...Object.fromEntries((values.header ?? []).map(header)) },
    order: values.order ?? file.order ?? false,
    payment: values.payment ?? file.payment,
    click: [...(file.click ?? []), ...(values.click ?? [])],
    fill: file.fill ?? {},
    elements: file.elements ?? {},
    query: file.query,
    ignore: file.ignore ?? [],
    strict: values.strict ?? file.strict ?? false,
    send: values.send ?? file.send ?? false,
    json: values.json ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What a file may say: the options, with pages as a list or by their parts. */
type Config = Partial<Omit<CheckOptions, 'pages' | 'places' | 'json'>> & { pages?: string[] | Record<string, string> };

const known = ['url', 'pages', 'journey', 'timeout', 'late', 'headers', 'order', 'payment', 'click', 'fill', 'elements', 'query', 'ignore', 'strict', 'send'];

async function readConfig(name: string): Promise<Config> {
  const file = resolve(name);
  if (!existsSync(file)) throw new UsageError(`there is no ${file}`);
  let config: unknown;
  try {
    config = file.endsWith('.json') ? JSON.parse(readFileSync(file, 'utf8')) : ((await import(pathToFileURL(file).href)) as { default: unknown }).default;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  if (typeof config !== 'object' || config === null) throw new UsageError(`${file}: expected an object`);
  const stranger = Object.keys(config).find((key) => !known.includes(key));
  if (stranger) throw new UsageError(`${file}: there is no option "${stranger}": expected ${known.join(', ')}`);
  return config;
}

const list = (value = ''): string[] => value.split(',').map((part) => part.trim()).filter(Boolean);

const pagesOf = (pages: Config['pages'] = []): string[] => (Array.isArray(pages) ? pages : Object.entries(pages).map(([role, path]) => `${role}=${path}`));

/** Whether it says where a part of the journey is: `cart=/basket`. */
const isPlace = (page: string): boolean => (roles as readonly string[]).includes(page.split('=')[0]!) && page.includes('=');

function address(url: string): string {
  const { href, protocol } = URL.canParse(url) ? new URL(url) : { href: '', protocol: '' };
  if (!/^https?:$/.test(protocol)) throw new UsageError(`"${url}" is no address: expected one like https://shop.example/`);
  return href;
}

function milliseconds(name: string, value: string | number): number {
  const number = Number(value);
  if (!(number > 0)) throw new UsageError(`--${name}: expected milliseconds, got "${value}"`);
  return number;
}

function header(line: string): [string, string] {
  const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
  if (!name) throw new UsageError(`--header: expected 'name: value'`);
  return [name, value!];
}
