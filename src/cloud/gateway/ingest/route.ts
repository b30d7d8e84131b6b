import type { FunctionSpec } from '../runner/runner.js';
import type { NewEvent } from '../store/store.js';
import { isGranted, type Consent } from './consent.js';

/** What decides where an event goes. */
interface Routed extends Pick<NewEvent, 'name' | 'type' | 'source' | 'userId' | 'anonymousId'> {
  consent: Consent;
}

/** The functions that take an event and may have it. Who a shopper is goes only to those that ask for it by name. */
export const route = ({ name, type, source, userId, anonymousId, consent }: Routed, specs: readonly FunctionSpec[]): NewEvent['deliveries'] =>
  specs
    .filter(({ events, from = source, category = 'analytics' }) => from === source && (events.includes(name) || (type !== 'identify' && events.includes('*'))) && isGranted(consent, category))
    .map((spec) => ({ function: spec.name, lane: spec.ordered ? (userId ?? anonymousId) : undefined }));
