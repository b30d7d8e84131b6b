export { startGateway, type Gateway, type GatewayParts } from './gateway.js';
export { configFile, parseConfig, readConfig, type GatewayConfig } from './config.js';
export { openStore } from './store/open.js';
export { jsonLog } from './log.js';
export { sign } from './keys/signature.js';
export { Operations } from './operations.js';
