export { RemoteFunction, retryAfter, type RemoteOptions } from './remote-function.js';
export { createSecret, signedHeaders } from './signature.js';
