// dist/studio/studio.js: the gateway's own page.
import { App } from './app.js';

const root = document.createElement('div');
root.id = 'studio';
document.body.append(root);
new App(root);
