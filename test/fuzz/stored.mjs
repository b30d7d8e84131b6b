// Whether what a gateway has stored is right, without its own judgement: by the catalogue's schemas and a few rules of their own.
import { catalogue } from '../../dist/src/events/catalogue.js';
import { openDatabase } from '../../dist/src/cloud/gateway/store/sqlite/driver.js';

const byCloudName = new Map(catalogue.map(({ cloudName, schema }) => [cloudName, schema]));
const serverOnly = ['order.updated', 'order.refunded', 'order.cancelled'];
const unsafe = new Set(['__proto__', 'constructor', 'prototype']);

/** Why a value must not be inside an event. */
function unsafeInside(value, depth = 0) {
  if (depth > 25) return 'it is too deep';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Object.getOwnPropertyNames(value)) {
    if (unsafe.has(key)) return `it has a key ${key}`;
    const found = unsafeInside(value[key], depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Why an event should not have been accepted. */
function faultOf({ event_id, name, type, source, key, received, occurred, user, body }) {
  const { payload, context } = JSON.parse(body);
  if (!/^[^\p{Cc}\p{Cs}]{1,128}$/u.test(event_id)) return 'its id would break a header';
  if (source !== (key === 'browser1' ? 'browser' : 'server')) return `it says ${source} with the key ${key}`;
  if (source === 'browser' && serverOnly.includes(name)) return 'a browser may not say it';
  if (!Number.isSafeInteger(occurred) || occurred > received + 5 * 60_000) return 'its time is to come';
  if (user?.includes('@')) return 'its user is an e-mail address';
  if (/(sara|omar)(%40|@)example/.test(JSON.stringify(context))) return 'its context holds an e-mail address';
  if (Buffer.byteLength(body) > 300_000) return 'it is too large';
  const inside = unsafeInside(payload) ?? unsafeInside(context);
  if (inside) return inside;
  if (type !== 'track') return name === type ? undefined : `a ${type} is called ${name}`;
  const schema = byCloudName.get(name);
  if (!schema) return /^[\p{L}\p{N}]+(\.[\p{L}\p{N}]+)*$/u.test(name) ? undefined : 'it has no name';
  const { success, error } = schema.safeParse(payload);
  return success ? undefined : `its schema says ${error.issues[0].path.join('.')}: ${error.issues[0].message}`;
}

/** Judges all that is in the store of a gateway that has ended. @param acknowledged ids that it said to have */
export async function judgeStore(file, acknowledged) {
  const database = await openDatabase(file);
  const faults = [];
  const missing = new Set(acknowledged);
  const counts = { accepted: 0, ofCatalogue: 0, withheld: 0, erased: 0, rejected: 0 };
  try {
    for (let after = 0; ; ) {
      const rows = database.prepare('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT 1000').all(after);
      if (!rows.length) break;
      after = rows.at(-1).seq;
      for (const row of rows) {
        counts.accepted++;
        missing.delete(row.event_id);
        // Of an event nobody may have, and of one that an operator's request erased, the payload is forgotten.
        if (row.kept) {
          counts[row.kept === 1 ? 'withheld' : 'erased']++;
          continue;
        }
        if (byCloudName.has(row.name)) counts.ofCatalogue++;
        const fault = faultOf(row);
        if (fault && faults.length < 20) faults.push(`stored event ${row.seq} (${row.name}, ${row.event_id}): ${fault}`);
      }
    }
    counts.rejected = database.prepare('SELECT count(*) AS count FROM rejected').get().count;
    if (missing.size) faults.push(`${missing.size} events were acknowledged and are not there, such as ${[...missing][0]}`);
    return { faults, counts };
  } finally {
    database.close();
  }
}
