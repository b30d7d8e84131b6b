import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { Key, KeyRing } from '../keys/key-ring.js';
import { networkOf } from '../keys/network.js';
import { Rates } from '../keys/rate.js';
import { findAdmin, hasBearer } from './credentials.js';
import { HttpError } from './errors.js';

/** Wrong keys that one network may try a minute. */
const triesPerMinute = 10;

/** Who may come in as an operator. Who guesses is soon not listened to. */
export class AdminDoor {
  #rates = new Rates();

  constructor(
    private readonly ring: KeyRing,
    private readonly clock: Clock,
    /** Told of each wrong key. */
    private readonly refused: () => void,
  ) {}

  /** The admin key of a request. @throws HttpError 401, and 429 after too many wrong ones, to the right one too */
  admit(request: FastifyRequest): Key {
    const network = networkOf(request.ip);
    const wait = hasBearer(request) ? this.#rates.wait(network, triesPerMinute, this.clock.now()) : 0;
    if (wait) throw new HttpError(429, 'rate', 'too many wrong keys', Math.ceil(wait / 1000));
    const key = findAdmin(request, this.ring);
    if (key) return key;
    if (hasBearer(request)) {
      this.#rates.spend(network, triesPerMinute, 1, this.clock.now());
      this.refused();
    }
    throw new HttpError(401, 'key', 'an admin key is needed: Authorization: Bearer …');
  }
}
