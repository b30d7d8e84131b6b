import type { Resp as RespBuilder } from './resp.js';

export { Resp, type FunctionResponse, type ResponseError } from './resp.js';
export type { AnyEventName, AppFunction, AppFunctionContext, AppFunctions, CloudName, FunctionResult } from './types.js';

declare global {
  /** Builds the answer of an App Function; a global where functions run. */
  var Resp: typeof RespBuilder;
  interface Resp extends RespBuilder {}
}
