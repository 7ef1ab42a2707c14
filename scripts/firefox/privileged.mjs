// @ts-check
/**
 * What is done in Firefox's own process: the toolbox, the panel in it, the add-on. `privileged` is sent there as text at
 * each use, so it stands on its own, keeps no state and looks everything up anew.
 *
 * @typedef {import('./gecko.d.ts').BrowserScope} BrowserScope
 * @typedef {import('./gecko.d.ts').BrowserElement} BrowserElement
 * @typedef {import('./frame.mjs').Question} Question
 * @typedef {import('./frame.mjs').Answer} Answer
 *
 * @typedef {object} PanelOf a panel, named by the tab that it inspects
 * @property {string} tab WebDriver's id of the tab's top browsing context
 * @property {string} title of the panel's tab in DevTools
 */

/**
 * @param {BrowserScope} scope
 */
export function privileged({ ChromeUtils, Services, WebExtensionPolicy }) {
  const { gDevTools } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs').require(
    'devtools/client/framework/devtools',
  );
  const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');

  /** @param {string} id */
  const findTab = (id) => {
    const browser = NavigableManager.getBrowserById(id);
    const tab = browser?.ownerDocument.defaultView?.gBrowser?.getTabForBrowser(browser);
    if (!tab) throw new Error('There is no such tab.');
    return tab;
  };

  /** @param {PanelOf} which */
  const findPanel = ({ tab, title }) => {
    const toolbox = gDevTools.getToolboxForTab(findTab(tab));
    const tool = toolbox?.getAdditionalTools().find(({ label }) => label === title);
    const frame = toolbox?.doc.getElementById(`toolbox-panel-iframe-${tool?.id}`);
    const document = frame && 'contentDocument' in frame ? /** @type {Document} */ (frame.contentDocument) : undefined;
    const browser = /** @type {BrowserElement | null | undefined} */ (
      document?.getElementById('webext-panels-browser')
    );
    return { toolbox, tool, browser: browser?.messageManager ? browser : undefined };
  };

  /** @param {PanelOf} which */
  const panel = (which) => {
    const { toolbox, browser } = findPanel(which);
    if (!toolbox || !browser?.messageManager) throw new Error('The panel is not open.');
    return { toolbox, browser, port: browser.messageManager };
  };

  /**
   * The debugger's ends in the frames of a tab.
   *
   * @param {string} tab
   */
  const threads = async (tab) => {
    const toolbox = gDevTools.getToolboxForTab(findTab(tab));
    const targets = toolbox?.commands.targetCommand.getAllTargets(['frame']) ?? [];
    return Promise.all(targets.map((target) => target.getFront('thread')));
  };

  /**
   * @param {string} path of a page of an extension
   * @returns {BrowserElement | undefined}
   */
  const findBrowserOf = (path) => {
    for (const { gBrowser } of Services.wm.getEnumerator('navigator:browser')) {
      const found = gBrowser?.browsers.find(({ currentURI }) => currentURI?.spec.includes(path));
      if (found) return found;
    }
    return undefined;
  };

  /** @param {string} id */
  const findExtension = (id) => {
    const policy = WebExtensionPolicy.getByID(id);
    if (!policy) throw new Error(`The add-on ${id} is not there.`);
    return policy.extension;
  };

  return {
    /**
     * Opens DevTools on a tab where they are closed, and brings the panel to the front.
     *
     * @param {PanelOf & { frameScript: string }} which
     * @param {(text: string) => void} say hears the panel's errors from then on
     * @returns {Promise<string | null>} the address of the panel, once it has one
     */
    async showPanel({ tab, title, frameScript }, say) {
      const tabElement = findTab(tab);
      const { toolbox, tool, browser } = findPanel({ tab, title });
      // This tool starts fastest, and asks nothing of the page.
      if (!toolbox) await gDevTools.showToolboxForTab(tabElement, { toolId: 'options' });
      if (!toolbox || !tool) return null;
      await toolbox.selectTool(tool.id);
      const port = browser?.messageManager;
      // Before it shows the panel, the element may still move to another process, and gets another port.
      if (!port || browser?.currentURI?.scheme !== 'moz-extension') return null;
      if (!port.isDriven) {
        port.isDriven = true;
        port.addMessageListener('wwe-devtools:problem', ({ data }) => say(JSON.stringify({ tab, problem: data })));
        port.loadFrameScript(frameScript, false);
      }
      return browser.currentURI.spec;
    },

    /**
     * @param {{ tab: string }} which its DevTools are opened if they are closed
     * @returns {Promise<readonly string[]>} the titles of what extensions have added there
     */
    async addedTools({ tab }) {
      const toolbox = await gDevTools.showToolboxForTab(findTab(tab), { toolId: 'options' });
      return toolbox.getAdditionalTools().map(({ label }) => label);
    },

    /**
     * @param {PanelOf} which
     * @returns {Promise<boolean>} whether the debugger has stopped a frame of the tab
     */
    async isPaused({ tab }) {
      return (await threads(tab)).some(({ state }) => state === 'paused');
    },

    /**
     * Lets every frame of the tab go on that the debugger has stopped.
     *
     * @param {PanelOf} which
     */
    async resume({ tab }) {
      for (const thread of await threads(tab)) if (thread.state === 'paused') await thread.resume();
    },

    /**
     * @param {PanelOf} which
     * @returns {Promise<number | undefined>} the process of the panel's document
     */
    async panelProcess(which) {
      return panel(which).browser.browsingContext?.currentWindowGlobal?.osPid;
    },

    /** @param {PanelOf} which */
    async closeToolbox({ tab }) {
      await gDevTools.getToolboxForTab(findTab(tab))?.destroy();
    },

    /**
     * Has the frame script of a panel do something.
     *
     * @param {PanelOf & { id: string, question: Question }} request
     * @returns {Promise<Answer>}
     */
    async askPanel({ tab, title, id, question }) {
      const { toolbox, browser, port } = panel({ tab, title });
      if (question.act === 'mouse' || question.act === 'key') {
        if (Services.focus.activeWindow !== toolbox.topWindow) toolbox.topWindow.focus();
        browser.focus();
      }
      return new Promise((resolve) => {
        /** @param {Answer} answer */
        const finish = (answer) => {
          port.removeMessageListener('wwe-devtools:answer', hear);
          Services.obs.removeObserver(closed, 'message-manager-close');
          resolve(answer);
        };
        /** @param {{ readonly data: string }} message */
        const hear = ({ data }) => {
          const { id: answered, ...answer } = JSON.parse(data);
          if (answered === id) finish(answer);
        };
        const closed = {
          /** @param {unknown} subject */
          observe(subject) {
            if (subject === port) finish({ error: 'The panel went away.' });
          },
        };
        port.addMessageListener('wwe-devtools:answer', hear);
        Services.obs.addObserver(closed, 'message-manager-close');
        port.sendAsyncMessage('wwe-devtools:ask', JSON.stringify({ id, question }));
      });
    },

    /**
     * Makes the panel as large as that, in CSS px.
     *
     * @param {PanelOf & { width: number, height: number }} size
     */
    async resizePanel({ tab, title, width, height }) {
      const { toolbox, browser } = panel({ tab, title });
      toolbox.topWindow.resizeBy(width - browser.clientWidth, height - browser.clientHeight);
      return browser.clientWidth === width && browser.clientHeight === height;
    },

    /**
     * @param {PanelOf} which
     * @returns {Promise<string>} a PNG, base64
     */
    async drawPanel(which) {
      const shown = panel(which).browser.browsingContext?.currentWindowGlobal;
      if (!shown) throw new Error('The panel shows nothing.');
      const image = await shown.drawSnapshot(null, 1, 'white');
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },

    /** @param {{ name: string, value: string | number | boolean }} preference */
    async setPreference({ name, value }) {
      if (typeof value === 'string') Services.prefs.setStringPref(name, value);
      else if (typeof value === 'boolean') Services.prefs.setBoolPref(name, value);
      else Services.prefs.setIntPref(name, value);
    },

    async collectGarbage() {
      Services.obs.notifyObservers(null, 'child-gc-request');
    },

    /** @param {{ name: string }} which it gets the value that Firefox has for it by itself */
    async clearPreference({ name }) {
      Services.prefs.clearUserPref(name);
    },

    /** @param {{ addon: string }} which */
    async backgroundState({ addon }) {
      return findExtension(addon).backgroundState;
    },

    /** @param {{ addon: string }} which */
    async backgroundName({ addon }) {
      return findExtension(addon).backgroundContext?.childId ?? null;
    },

    /** @param {{ addon: string, isHeld: boolean }} how isHeld: what would start it waits for `startBackground` */
    async stopBackground({ addon, isHeld }) {
      const extension = findExtension(addon);
      let isStopped = extension.backgroundState === 'stopped';
      const hear = () => {
        isStopped = true;
      };
      extension.on('shutdown-background-script', hear);
      // An event that comes while it stops keeps it, as it does when it was idle: then it is stopped again.
      while (!isStopped) {
        await extension.terminateBackground({ disableResetIdleForTest: true });
        // At once: the next turn may bring what starts it.
        if (isStopped && isHeld) {
          const { wakeupBackground } = extension;
          /** @type {Promise<void> | undefined} */
          let waking;
          // All wait for one promise: on different ones, what came later would be served first.
          const wakeInOrder = () => {
            waking ??= held.then(() => {
              const started = wakeupBackground();
              // Firefox has just put another function there.
              extension.wakeupBackground = wakeInOrder;
              return started;
            });
            return waking;
          };
          /** @type {Promise<void>} */
          const held = new Promise((resolve) => {
            extension.letStart = resolve;
          });
          extension.wakeupBackground = wakeInOrder;
        }
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      extension.off('shutdown-background-script', hear);
    },

    /** @param {{ addon: string }} which */
    async startBackground({ addon }) {
      const { letStart } = findExtension(addon);
      if (!letStart) throw new Error('Nobody holds the background.');
      letStart();
    },

    /**
     * @param {{ addon: string, granted: boolean, origins: readonly string[] | null }} change without origins, those that
     *   the manifest names
     */
    async setHosts({ addon, granted, origins }) {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs',
      );
      const extension = findExtension(addon);
      const { content_scripts: scripts, optional_host_permissions: asked } = extension.manifest;
      const named = [...(asked ?? []), ...(scripts ?? []).flatMap(({ matches }) => matches)];
      const hosts = { permissions: [], origins: origins ?? [...new Set(named)] };
      if (granted) await ExtensionPermissions.add(addon, hosts, extension);
      else await ExtensionPermissions.remove(addon, hosts, extension);
    },

    /** @param {{ addon: string }} which */
    async hosts({ addon }) {
      return WebExtensionPolicy.getByID(addon)?.allowedOrigins.patterns.map(({ pattern }) => pattern) ?? [];
    },

    /**
     * @param {{ path: string }} which a page of an extension
     * @returns {Promise<boolean>} whether a tab shows it
     */
    async hasTab({ path }) {
      return findBrowserOf(path) !== undefined;
    },

    /**
     * Presses something in a page of an extension, as a person does: the page may ask for permissions then.
     *
     * @param {{ path: string, selector: string }} what
     * @returns {Promise<boolean>} false: it is not there yet
     */
    async pressInTab({ path, selector }) {
      const port = findBrowserOf(path)?.messageManager;
      if (!port) return false;
      return new Promise((resolve) => {
        /** @param {{ readonly data: string }} message */
        const hear = ({ data }) => {
          port.removeMessageListener('wwe-devtools:pressed', hear);
          resolve(data === 'found');
        };
        port.addMessageListener('wwe-devtools:pressed', hear);
        const press = `{
          const found = content.document.querySelector(${JSON.stringify(selector)});
          const handling = content.windowUtils.setHandlingUserInput(true);
          try { found?.click(); } finally { handling.destruct(); }
          sendAsyncMessage('wwe-devtools:pressed', found ? 'found' : 'missing');
        }`;
        port.loadFrameScript(`data:,${encodeURIComponent(press)}`, false);
      });
    },

    /**
     * Presses a button of the prompt by which an extension asks for access.
     *
     * @param {{ isYes: boolean }} answer
     * @returns {Promise<boolean>} whether the prompt is there
     */
    async pressPrompt({ isYes }) {
      const id = 'addon-webext-permissions';
      for (const window of Services.wm.getEnumerator('navigator:browser')) {
        const prompts = window.PopupNotifications;
        if (!prompts?.getNotification(id, window.gBrowser?.selectedBrowser)) continue;
        // Firefox shows it, and takes an answer, in the window that has the focus.
        window.focus();
        const prompt = prompts.panel.querySelector(`#${id}-notification`);
        if (prompts.panel.state === 'open') (isYes ? prompt?.button : prompt?.secondaryButton)?.click();
        return true;
      }
      return false;
    },

    /**
     * Allows an extension in private windows, as the add-on page does, which loads it anew then.
     *
     * @param {{ addon: string }} which
     */
    async allowInPrivate({ addon }) {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs',
      );
      const allowed = { permissions: ['internal:privateBrowsingAllowed'], origins: [] };
      await ExtensionPermissions.add(addon, allowed, findExtension(addon));
    },

    /** @returns {Promise<string>} WebDriver's id of the tab in the new window */
    async openPrivateWindow() {
      const { BrowserWindowTracker } = ChromeUtils.importESModule('resource:///modules/BrowserWindowTracker.sys.mjs');
      const { gBrowser } = await BrowserWindowTracker.promiseOpenWindow({ private: true });
      if (!gBrowser) throw new Error('The window has no tab.');
      return NavigableManager.getIdForBrowser(gBrowser.selectedBrowser);
    },

    /** @param {{ addon: string }} which */
    async scripts({ addon }) {
      return WebExtensionPolicy.getByID(addon)?.contentScripts.length ?? 0;
    },

    /** @param {{ addon: string }} which */
    async reload({ addon }) {
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const found = await AddonManager.getAddonByID(addon);
      if (!found) throw new Error(`The add-on ${addon} is not there.`);
      await found.reload();
    },
  };
}
