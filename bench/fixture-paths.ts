/** Where the texts lie that weights are fitted to and measures are taken on. */
export const conversationsFolder = 'test/fixtures/conversations';
export const probeFolder = 'test/fixtures/probe';
/** The half of the probe's conversations that may be read. */
export const seenHalf = `${probeFolder}/seen.json`;
export const recogniserFolder = 'test/fixtures/recogniser';
export const redactionFolder = 'test/fixtures/redaction';
