/** What the drivers use of Chromium's own pages and of the extension's. */
export interface WithChrome {
  readonly chrome: {
    readonly permissions: { request(wanted: { origins: string[] }): Promise<boolean> };
    readonly scripting: { getRegisteredContentScripts(): Promise<readonly unknown[]> };
    readonly windows: { create(window: { readonly incognito: boolean; readonly url: string }): Promise<unknown> };
    /** Of `chrome://extensions` alone. */
    readonly developerPrivate: {
      getExtensionsInfo(): Promise<readonly { readonly id: string; readonly location: string }[]>;
      addHostPermission(id: string, host: string): Promise<void>;
      removeHostPermission(id: string, host: string): Promise<void>;
      readonly onItemStateChanged: {
        addListener(listener: (change: { readonly event_type: string; readonly item_id: string }) => void): void;
      };
      updateProfileConfiguration(change: { readonly inDeveloperMode: boolean }): Promise<void>;
      updateExtensionConfiguration(change: {
        readonly extensionId: string;
        readonly incognitoAccess: boolean;
      }): Promise<void>;
    };
  };
}
