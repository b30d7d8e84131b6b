import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { errorText } from './log.js';

/** A secret as it stands in the file: the name of a variable of the environment, or itself. */
const secret = z.union([z.strictObject({ env: z.string().min(1) }), z.string().min(16, 'a secret of 16 characters or more')]);

/** SHA-256 of a secret, in hex. */
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex');

const keyId = z.string().regex(/^[\w-]{3,64}$/, 'letters, digits, dashes and underscores, 3 to 64');
const rate = z.number().int().positive();
const atMostTwo = 'at most two: the new one and the one it replaces';

const secrets = {
  secrets: z.array(secret).max(2, atMostTwo).default([]),
  secretHash: z.union([hash, z.array(hash).max(2, atMostTwo)]).optional(),
};

const browserKey = z.strictObject({
  id: keyId,
  kind: z.literal('browser'),
  /** Where pages may use it: `https://shop.example`, `https://*.shop.example`, `*`. */
  origins: z.array(z.string().regex(/^(\*|null|https?:\/\/(\*\.)?[\w.-]+(:\d+)?)$/, 'an origin such as https://shop.example')).min(1, 'one origin or more'),
  /** Events a minute, of all shoppers and of one address. */
  ratePerMinute: rate.default(60_000),
  ratePerMinutePerAddress: rate.default(3_000),
  /** Cloud names it may send; all but what only a server knows when absent. */
  scopes: z.array(z.string()).optional(),
});

const serverKey = z.strictObject({
  id: keyId,
  kind: z.literal('server'),
  ...secrets,
  ratePerMinute: rate.default(600_000),
  scopes: z.array(z.string()).optional(),
  /** `true`: only signed requests; `false`: the secret itself will do, also for the native API. Absent: signed there, the secret for public SDKs. */
  signed: z.boolean().optional(),
});

const adminKey = z.strictObject({ id: keyId, kind: z.literal('admin'), ...secrets });

/** What the config says of one function besides its file. A misspelt name is refused: `categroy` would change who has to agree. */
const functionSettings = z.strictObject({
  url: z.url().optional(),
  secrets: z.array(secret).max(2, atMostTwo).optional(),
  events: z.array(z.string()).optional(),
  /** Whose word it takes: pages' or servers'; both when absent. */
  from: z.enum(['browser', 'server']).optional(),
  egress: z.array(z.string()).optional(),
  /** `host:port` that may be of a private network. */
  privateHosts: z.array(z.string()).optional(),
  settings: z.record(z.string(), z.json()).nullable().optional(),
  category: z.enum(['necessary', 'analytics', 'marketing', 'personalisation']).optional(),
  concurrency: z.number().int().min(1).max(256).optional(),
  timeoutMs: z.number().int().min(100).max(120_000).optional(),
  scheduleMs: z.array(z.number().int().min(0)).min(1).optional(),
  ordered: z.boolean().optional(),
  /** Whether it gets names, addresses and what a shopper wrote. */
  personalData: z.boolean().optional(),
});

const limits = z.strictObject({
  /** Of a request, in bytes, after inflating. */
  bodyBytes: z.number().int().positive().default(4 * 1024 * 1024),
  /** The same with a browser key, which anybody may use: what SDKs in pages batch at most. */
  browserBodyBytes: z.number().int().positive().default(512 * 1024),
  /** Of one event, as JSON. */
  eventBytes: z.number().int().positive().default(128 * 1024),
  /** In one request. */
  events: z.number().int().positive().default(1000),
  /** How long a request may take to arrive, ms. */
  requestMs: z.number().int().positive().default(10_000),
});

const schema = z.strictObject({
  $schema: z.string().optional(),
  merchant: z.strictObject({ id: z.union([z.string().min(1), z.number()]).transform(String) }),
  host: z.string().default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535).default(8787),
  store: z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'file:<path> or postgres://…').default('file:data/events.db'),
  keys: z.array(z.discriminatedUnion('kind', [browserKey, serverKey, adminKey])).default([]),
  functions: z.strictObject({ folder: z.string().default('functions'), each: z.record(z.string(), functionSettings).default({}) }).prefault({}),
  /** Whether names, addresses and what a shopper wrote are kept and go to functions that do not say otherwise. */
  personalData: z.boolean().default(false),
  /** Whether events that the catalogue does not know are taken. */
  customEvents: z.boolean().default(true),
  retentionDays: z.number().positive().default(30),
  limits: limits.prefault({}),
  /** Proxies in front whose word on a client's address counts: how many, or their addresses. */
  trustProxy: z.union([z.boolean(), z.number().int(), z.array(z.string())]).default(false),
  /** Whether `/metrics` needs no admin key: only where nobody outside can ask. */
  openMetrics: z.boolean().default(false),
  /** How long a stop waits for calls under way, ms. */
  drainMs: z.number().int().min(0).default(10_000),
});

/** One write key or admin key, with its secrets as the file names them. */
export type KeyConfig = z.infer<typeof schema>['keys'][number];
/** What the config says of one function. */
export type FunctionSettings = z.infer<typeof functionSettings>;
/** Bounds of what is taken in. */
export type Limits = z.infer<typeof limits>;

/** The configuration, with its defaults. */
export interface GatewayConfig extends Omit<z.infer<typeof schema>, '$schema'> {
  /** Absolute; paths of the file are relative to it. */
  directory: string;
}

/** Where it is when nobody says otherwise. */
export const configFile = 'ecom-events.config.json';

/**
 * Reads a configuration.
 *
 * @throws with every field that is wrong: what was expected there and what came, never a value
 */
export function parseConfig(value: unknown, directory: string, name = configFile): GatewayConfig {
  const result = schema.safeParse(value);
  if (!result.success) {
    const lines = result.error.issues.map(({ path, message }) => `  ${pathText(path) || 'the file'}: ${message}`);
    throw new Error(`${name}:\n${lines.join('\n')}`);
  }
  const ids = result.data.keys.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`${name}:\n  keys: ${twice} is there twice`);
  return { ...result.data, directory: resolve(directory) };
}

/** Reads the file. @throws as `parseConfig` does, and when there is none or it is no JSON */
export function readConfig(file: string): GatewayConfig {
  return parseConfig(readConfigJson(file), dirname(resolve(file)), file);
}

/** The file as it stands, for who changes it. */
export function readConfigJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`there is no ${file}`, { cause: error });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`${file} is no JSON: ${errorText(error)}`, { cause: error });
  }
}

const pathText = (path: PropertyKey[]): string =>
  path.reduce<string>((at, key) => at + (typeof key === 'number' ? `[${key}]` : `${at && '.'}${String(key)}`), '');
