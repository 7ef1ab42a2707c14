/**
 * What client pages put on the desktop beside interactions: toasts, dialogs, views in the menu bar
 * (docs/protocol.md#system-services).
 */

/** A toast. */
export interface Toast {
  /** `wweCustomToast0`… (inferred). */
  readonly id: string;
  /** The frame that it came from. */
  readonly frame: string;
  readonly title: string;
  readonly subject: string;
  readonly message: string;
  /** Null: none given. */
  readonly iconUrl: string | null;
  readonly keyValues: readonly (readonly [key: string, value: string])[];
  readonly buttons: readonly string[];
  /** CSS px; null: the desktop's own. */
  readonly width: number | null;
  readonly sendToMyMessage: boolean;
}

/** A dialog with a page in it. */
export interface Dialog {
  /** `wweCustomDialog1`… (inferred). */
  readonly id: string;
  /** Placeholders filled in; http and https only. */
  readonly url: string;
  readonly label: string;
  /** CSS lengths as given, such as `430px` or `40%`; null: the desktop's own. */
  readonly width: string | null;
  readonly height: string | null;
}

/** A view in the application's menu bar. */
export interface MenuView {
  readonly name: string;
  readonly label: string;
  readonly shortLabel: string;
  readonly tooltip: string;
  readonly iconUrl: string | null;
  /** CSS colours as given; null: the desktop's own. */
  readonly backgroundColor: string | null;
  readonly labelColor: string | null;
}

/** All of it, as it is now. */
export interface ShellModel {
  readonly toasts: readonly Toast[];
  readonly dialogs: readonly Dialog[];
  readonly views: readonly MenuView[];
  readonly microphoneMuted: boolean;
  readonly speakerMuted: boolean;
}

/** An empty desktop. */
export const EMPTY_SHELL: ShellModel = {
  toasts: [],
  dialogs: [],
  views: [],
  microphoneMuted: false,
  speakerMuted: false,
};
