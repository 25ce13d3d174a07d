/**
 * Features of Chromium that Playwright disables (playwright-core, chromiumSwitches.ts). Of two `--disable-features`
 * Chromium reads the last only, which is ours: so they are said again. A test holds the list to Playwright's.
 */
const DISABLED_BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/**
 * Parts of the window around a page. Nobody sees it, but each context has a window of its own, and in it Chromium
 * starts them each time: half of all CPU that a form took. A version that does not know a name passes over it.
 */
const UNSEEN = [
  // The list below the address bar is a web page (two, in fact), with a process of its own.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  // A process that waits for a page of another site: a form seldom leads to one, and then it is started.
  'SpareRendererForSitePerProcess',
];

/** The one `--disable-features` of the command line. */
export function disabledFeatures(): string {
  return `--disable-features=${[...DISABLED_BY_PLAYWRIGHT, ...UNSEEN].join(',')}`;
}
