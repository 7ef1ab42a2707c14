// @ts-check
/** What Firefox is told before it starts, beyond what puppeteer tells it. */

/** @type {Readonly<Record<string, string | number | boolean>>} */
export const PREFERENCES = {
  // DevTools in a window of its own: it can be of any size, and is in sight whichever tab is in front.
  'devtools.toolbox.host': 'window',
  'devtools.selfxss.count': 100,
  'devtools.everOpened': true,
  'ui.prefersReducedMotion': 1,

  // No pages, no bars and no questions of its own.
  'browser.aboutwelcome.enabled': false,
  'browser.preonboarding.enabled': false,
  'browser.newtab.preload': false,
  'browser.messaging-system.whatsNewPanel.enabled': false,
  'browser.newtabpage.activity-stream.asrouter.userprefs.cfr.addons': false,
  'browser.newtabpage.activity-stream.asrouter.userprefs.cfr.features': false,
  'datareporting.usage.uploadEnabled': false,
  'termsofuse.bypassNotification': true,

  // No network of its own.
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.discovery.enabled': false,
  'browser.region.network.url': '',
  'browser.region.update.enabled': false,
  'browser.search.serpEventTelemetryCategorization.enabled': false,
  'browser.topsites.contile.enabled': false,
  'dom.push.connection.enabled': false,
  'dom.push.serverURL': '',
  'extensions.blocklist.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'media.gmp-manager.url': '',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'security.remote_settings.crlite_filters.enabled': false,
  'security.remote_settings.intermediates.enabled': false,
  'services.sync.enabled': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'toolkit.telemetry.unified': false,
};
