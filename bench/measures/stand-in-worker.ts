/** The stand-in in a thread of its own, so that its work is not taken for ours. Started by `stand-in-thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { type MessagesApiOptions, startMessagesApi } from '../../test/support/messages-api/server.ts';

const api = await startMessagesApi({ ...(workerData as MessagesApiOptions), keepRequests: 1 });
parentPort?.postMessage(api.url);
