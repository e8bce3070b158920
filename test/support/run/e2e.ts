// `npm run test:e2e [-- MOCHA OPTIONS]`: Playwright against the real workbench and the real panel.
import { launchBrowser } from '../vscode/browser.ts';
import { buildProduct } from '../vscode/product-build.ts';
import { serverPackage } from '../vscode/server-package.ts';

await buildProduct();
// What a machine lacks is installed here, where no test's time limit counts.
await serverPackage(console.log);
await (await launchBrowser()).close();
process.argv.splice(2, 0, '--config', 'test/e2e/.mocharc.json');
// Not a literal, since mocha's command has no types.
const command: string = 'mocha/bin/mocha.js';
await import(command);
