// Serves dist/ on 127.0.0.1 with the headers of steps/headers.mjs. Usage: node scripts/serve.mjs [--port N]
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { ROOT, runAsScript, StepError } from './steps/command.mjs';
import { cacheControl, missingContentType, SECURITY_HEADERS } from './steps/headers.mjs';

const DEFAULT_PORT = 8080;
const PORTS_TRIED = 20;

/**
 * Serves the files of `root`, precompressed ones (.br, .gz) where the browser takes them; GET and HEAD only.
 * @param {{root: string, port: number, headers?: Record<string, string>}} options port 0: any free port; else the next free
 *   one when it is taken
 * @returns {Promise<{address: string, port: number, close: () => Promise<void>}>} `address` ends in a slash
 */
export async function startServer({ root, port, headers = SECURITY_HEADERS }) {
  const files = sirv(root, {
    // Looks at the disk on each request, so that a rebuild under a running server is served and never half seen.
    dev: true,
    etag: true,
    brotli: true,
    gzip: true,
    extensions: ['html'],
    setHeaders(response, pathname) {
      response.setHeader('Cache-Control', cacheControl(pathname));
      const type = missingContentType(pathname);
      if (type) response.setHeader('Content-Type', type);
    },
  });

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    // A range of a precompressed file is a range of its compressed bytes, of no use to anyone: answer whole.
    delete request.headers.range;
    const notFound = () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    };
    // No file of the page is hidden, so one that is came there by accident.
    if (/\/(\.|%2e)/i.test(request.url ?? '')) notFound();
    else files(request, response, notFound);
  });

  const taken = await listen(server, port);
  return {
    address: `http://127.0.0.1:${taken}/`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} wanted
 * @returns {Promise<number>} the port it listens on
 */
async function listen(server, wanted) {
  for (let port = wanted; ; ++port) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.removeListener('error', reject);
          resolve(undefined);
        });
      });
      return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
    } catch (error) {
      const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
      const goOn = code === 'EADDRINUSE' && port < wanted + PORTS_TRIED && port < 65535;
      if (!goOn) throw new StepError(`The server cannot listen on port ${port}: ${message}.`);
    }
  }
}

/**
 * The command line: serves dist/ until interrupted.
 * @param {string[]} args
 */
export async function serve(args) {
  const port = readPort(args);
  const root = join(ROOT, 'dist');
  if (!existsSync(join(root, 'index.html'))) {
    throw new StepError('There is no built page in dist/: run "npm run build" first, or "npm start" for everything.');
  }
  const server = await startServer({ root, port });
  if (port !== 0 && server.port !== port) console.log(`serve: port ${port} is taken, using ${server.port}`);
  console.log(`\nAgelens is at ${server.address}  (Ctrl+C stops it)`);
}

/** @param {string[]} args */
function readPort(args) {
  let text;
  try {
    text = parseArgs({ args, options: { port: { type: 'string', default: String(DEFAULT_PORT) } } }).values.port;
  } catch (error) {
    throw new StepError(`${/** @type {Error} */ (error).message} Usage: npm start -- [--port N]`);
  }
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new StepError(`--port ${text} is no port number: give one from 0 (any free port) to 65535.`);
  }
  return port;
}

await runAsScript(import.meta.url, () => serve(process.argv.slice(2)));
