/** Pages of one's own, as a person develops them: served from the tests. */
import { createServer } from 'node:http';

/** A page that is served. */
export interface OwnPage {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** How a page answers. */
export interface PageAnswer {
  readonly body: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: any free one. */
  readonly port?: number;
  /** `127.0.0.1` is another site than `localhost`, the default. */
  readonly host?: 'localhost' | '127.0.0.1';
  /** Scripts in files of their own, by path (`/app.js`). */
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Serves one page, at every path but those of its scripts. */
export function servePage(answer: PageAnswer): Promise<OwnPage> {
  const { body, status = 200, headers = {}, port = 0, host = 'localhost', scripts = {} } = answer;
  const html = `<!doctype html><html lang="en"><title>Own page</title><link rel="icon" href="data:,">${body}</html>`;
  const server = createServer(({ url = '/' }, response) => {
    const script = Object.hasOwn(scripts, url) ? scripts[url] : undefined;
    if (script !== undefined)
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', ...headers }).end(script);
    else response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('The server has no port.'));
      resolve({
        url: `http://${host}:${address.port}/`,
        port: address.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/** A page that subscribes through the simulator's client library, asks for the agent, and writes what it gets. */
export function clientPage(simulatorPort: number): string {
  return `<p id="agent">waits</p><p id="heard">nothing</p>
<script src="http://127.0.0.1:${simulatorPort}/client/service-client.js"></script>
<script>
  const { service } = genesys.wwe;
  const write = (id, text) => { document.getElementById(id).textContent = text; };
  service.debug = false;
  service.subscribe(['interaction'], ({ data }) => data.interaction && write('heard', data.interaction.state));
  service.agent.get(({ data }) => write('agent', data.username), () => write('agent', 'failed'));
</script>`;
}
