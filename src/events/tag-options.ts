import { isObject, type JsonObject } from './plain.js';

/**
 * The options that stand as JSON in `data-options` of a drop-in script's tag, by the names of what they are for. What is
 * wrong with them is told; then there are none.
 */
export function readOptions(script: string, text = '{}', names: readonly string[]): Record<string, JsonObject | undefined> {
  let options: unknown;
  try {
    options = JSON.parse(text);
  } catch {
    // Told below.
  }
  if (!isObject(options) || !Object.values(options).every(isObject)) {
    console.error(`ecom-events: ${script}: data-options is no JSON object of objects`);
    return {};
  }
  for (const name of Object.keys(options)) if (!names.includes(name)) console.error(`ecom-events: ${script}: data-options is of "${name}", which is not there: ${names.join(', ')}`);
  return options as Record<string, JsonObject>;
}
