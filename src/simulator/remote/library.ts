/** Where the server has the client library, for pages that have none: a classic script, which any page may take. */
export const LIBRARY_PATH = '/client/service-client.js';
