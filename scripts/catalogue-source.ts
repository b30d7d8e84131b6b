// What the generators read of the sources, through one import: two would be two copies of the catalogue.
export { catalogue } from '../src/events/catalogue.js';
export { jsonSchemaOf } from '../src/events/json-schema.js';
export { nameKey, verbFirst } from '../src/events/names.js';
export { fieldsOf, objectRule } from '../src/events/schemas/fields.js';
