export { defineListener, type DefinedListener, type ListenerContext, type ListenerPayload, type ListenerRun } from './define-listener.js';
