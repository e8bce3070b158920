// `npm run test:e2e [-- MOCHA OPTIONS]`: Playwright against the real workbench and the real panel.
import { buildProduct } from './vscode/product-build.ts';

await buildProduct();
process.argv.splice(2, 0, '--config', 'test/e2e/.mocharc.json');
// Not a literal, since mocha's command has no types.
const command: string = 'mocha/bin/mocha.js';
await import(command);
