// @ts-check
/** Mutants of what lies between pages and views: link, relay, session. */

/** @type {readonly import('./mutants.mjs').Mutant[]} */
export const LINK_MUTANTS = [
  {
    id: 'wwes-joined',
    file: 'src/session/observations.ts',
    find: 'const { key } = sender.wwe;',
    replace: "const key = 'any';",
    breaks: 'What another WWE says of an interaction is not of this one.',
    killedBy: 'src/panel/stores/trust.property.test.ts',
  },
  {
    id: 'last-words-into-dead-port',
    file: 'src/transport/panels.ts',
    find: 'if (relayed || isKept) cursor',
    replace: 'if (relayed) cursor',
    breaks: 'What came last before a page went into the back/forward cache is not lost in Chromium.',
    killedBy: 'src/transport/panels.test.ts',
  },
  {
    id: 'tabs-of-others',
    file: 'src/transport/chromium.ts',
    find: '        if (tab?.id !== tabId) return;\n',
    replace: '',
    breaks: 'DevTools on two tabs show each their own.',
    killedBy: 'src/transport/chromium.test.ts',
  },
  {
    id: 'relay-does-not-tell-to-forget',
    file: 'src/relay/relay.ts',
    find: '      if (isForget(message)) return tellTabs(tabs).then(() => true);\n',
    replace: '      if (isForget(message)) return Promise.resolve(true);\n',
    breaks: 'Forget everything reaches the pages in Firefox, too.',
    killedBy: 'src/relay/relay.test.ts',
  },
  {
    id: 'relay-executes-content-scripts',
    file: 'src/relay/relay.ts',
    find: "sender?.url?.startsWith(runtime.getURL('')) === true",
    replace: 'sender !== undefined',
    breaks: 'The relay takes no orders from processes of pages.',
    killedBy: 'src/relay/relay.test.ts',
  },
  {
    id: 'stray-of-any-site',
    file: 'src/transport/orphan-messages.ts',
    find: 'if (origin !== undefined) return origin === info.origin;',
    replace: 'if (origin !== undefined) return true;',
    breaks: 'The last word of a page counts only for a document of its origin.',
    killedBy: 'src/transport/orphan-messages.test.ts',
  },
  {
    id: 'session-believes-untrusted-senders',
    file: 'src/session/sender-trust.ts',
    find: '    return isTrusted ? sender : null;',
    replace: '    return sender;',
    breaks: 'A frame that forges messages of WWE is not believed.',
    killedBy: 'src/session/hostile.property.test.ts',
  },
  {
    id: 'refused-block-counts',
    file: 'src/session/mark-done-blocks.ts',
    find: " && request.answeredBy === 'wwe' && !request.failed;",
    replace: " && request.answeredBy === 'wwe';",
    breaks: 'A block that WWE refused is no block.',
    killedBy: 'src/session/mark-done-blocks.test.ts',
  },
];
