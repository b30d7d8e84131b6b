import type { Json } from '../../events/plain.js';

/** What went wrong, and with which fields. */
export interface ResponseError {
  message?: string;
  fields?: Record<string, string[]>;
}

/** What a function answers, as data. */
export interface FunctionResponse {
  /** `false` ends the delivery, unless the status is 408, 425, 429 or one from 500 on: then it is tried again. */
  success: boolean;
  /** As HTTP has them. */
  status?: number;
  message?: string;
  /** Kept with the delivery and shown; JSON of 64 kB at most. */
  data?: unknown;
  error?: string | ResponseError;
}

/**
 * Builds an answer. Inside a function it is a global, as in Salla's App Functions:
 *
 * ```ts
 * return Resp.success().setData({ order_id }).setMessage('sent');
 * return Resp.error().setStatus(422).setMessage('no e-mail address');
 * ```
 */
export class Resp implements FunctionResponse {
  success: boolean;
  status?: number;
  message?: string;
  data?: Json | object;
  error?: string | ResponseError;

  private constructor(success: boolean) {
    this.success = success;
  }

  static success(): Resp {
    return new Resp(true).setStatus(200);
  }

  /** An answer that says no. It is final unless a status asks for another attempt. */
  static error(): Resp {
    return new Resp(false);
  }

  setData(data: Json | object): this {
    this.data = data;
    return this;
  }

  setStatus(status: number): this {
    this.status = status;
    return this;
  }

  setMessage(message: string): this {
    this.message = message;
    return this;
  }

  setError(error: string | ResponseError): this {
    this.error = error;
    return this;
  }
}
