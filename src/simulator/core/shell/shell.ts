/** Toasts, dialogs, views and mutes, as they come and go. */

import { MOST_MS } from '../settings/setting-types.ts';
import type { Settings } from '../settings/settings.ts';
import { type Dialog, EMPTY_SHELL, type MenuView, type ShellModel, type Toast } from './shell-types.ts';

/** What the shell is made of. */
export interface ShellParts {
  readonly settings: () => Settings;
  readonly later: (ms: number, work: () => void) => () => void;
  /** Sends a frame a message that is no object: `wwe…` strings. */
  readonly postText: (frame: string, text: string) => void;
}

/** A toast as a page orders it; what is left out stays as it is, or has a default. */
export type ToastOrder = Partial<Omit<Toast, 'id' | 'frame'>> & {
  /** ms of WWE's time until it closes by itself; 0: never. */
  readonly autoCloseTimeout?: number;
};

/** A dialog as a page orders it; placeholders are filled in already. */
export interface DialogOrder {
  readonly url: string;
  readonly label: string;
  readonly width: string | null;
  readonly height: string | null;
}

/** A view as a page orders it. */
export type ViewOrder = Partial<MenuView> & { readonly name: string };

/** The shell. */
export interface Shell {
  model(): ShellModel;
  /** Returns the toast's id. */
  popup(frame: string, order: ToastOrder): string;
  /** False if there is no such toast. */
  update(id: string, order: ToastOrder): boolean;
  closeToast(id: string): boolean;
  /** The agent presses a button of a toast: it closes, and its page is told if it asked for that. Null: closes it only. */
  press(id: string, button: string | null): void;
  /** The id that the next dialog will have. */
  nextDialog(): string;
  open(order: DialogOrder): string;
  closeDialog(id: string): boolean;
  /** Makes the view, or lays the order over the one of that name. */
  showView(order: ViewOrder): void;
  closeView(name: string): boolean;
  mute(what: 'microphone' | 'speaker', muted: boolean): void;
  /** WWE is reloaded: all of it is gone, and counting starts anew. */
  reset(): void;
}

const NEW_TOAST: Omit<Toast, 'id' | 'frame'> = {
  title: '',
  subject: '',
  message: '',
  iconUrl: null,
  keyValues: [],
  buttons: [],
  width: null,
  sendToMyMessage: false,
};

/** Makes an empty shell. */
export function createShell({ settings, later, postText }: ShellParts): Shell {
  let model: ShellModel = EMPTY_SHELL;
  let toastCount = 0;
  let dialogCount = 0;
  const timers = new Map<string, () => void>();

  const closeToast = (id: string): boolean => {
    timers.get(id)?.();
    timers.delete(id);
    const toasts = model.toasts.filter((toast) => toast.id !== id);
    const closed = toasts.length < model.toasts.length;
    model = { ...model, toasts };
    return closed;
  };
  const startTimer = (id: string, ms: number | undefined): void => {
    if (ms === undefined) return;
    timers.get(id)?.();
    timers.delete(id);
    if (ms > 0)
      timers.set(
        id,
        later(Math.min(ms, MOST_MS), () => void closeToast(id)),
      );
  };
  const shell: Shell = {
    model: () => model,
    popup(frame, { autoCloseTimeout, ...order }) {
      const id = `wweCustomToast${toastCount++}`;
      model = { ...model, toasts: [...model.toasts, { ...NEW_TOAST, ...order, id, frame }] };
      startTimer(id, autoCloseTimeout);
      return id;
    },
    update(id, { autoCloseTimeout, ...order }) {
      if (!model.toasts.some((toast) => toast.id === id)) return false;
      const toasts = model.toasts.map((toast) => (toast.id === id ? { ...toast, ...order } : toast));
      model = { ...model, toasts };
      startTimer(id, autoCloseTimeout);
      return true;
    },
    closeToast,
    press(id, button) {
      const toast = model.toasts.find((one) => one.id === id);
      if (toast === undefined || (button !== null && !toast.buttons.includes(button))) return;
      closeToast(id);
      const form = settings().toastButtonText;
      if (button === null || !toast.sendToMyMessage || form === '') return;
      const words: Readonly<Record<string, string>> = { '{id}': id, '{button}': button };
      postText(
        toast.frame,
        form.replace(/\{id\}|\{button\}/g, (place) => words[place] ?? place),
      );
    },
    nextDialog: () => `wweCustomDialog${dialogCount + 1}`,
    open(order) {
      const id = shell.nextDialog();
      dialogCount += 1;
      const dialog: Dialog = { ...order, id };
      model = { ...model, dialogs: [...model.dialogs, dialog] };
      return id;
    },
    closeDialog(id) {
      const dialogs = model.dialogs.filter((dialog) => dialog.id !== id);
      const closed = dialogs.length < model.dialogs.length;
      model = { ...model, dialogs };
      return closed;
    },
    showView(order) {
      const { name } = order;
      const blank = {
        label: name,
        shortLabel: name,
        tooltip: '',
        iconUrl: null,
        backgroundColor: null,
        labelColor: null,
      };
      const before = model.views.find((view) => view.name === name);
      const view: MenuView = { ...blank, ...before, ...order };
      const views =
        before === undefined ? [...model.views, view] : model.views.map((one) => (one === before ? view : one));
      model = { ...model, views };
    },
    closeView(name) {
      const views = model.views.filter((view) => view.name !== name);
      const closed = views.length < model.views.length;
      model = { ...model, views };
      return closed;
    },
    mute(what, muted) {
      model = { ...model, [what === 'microphone' ? 'microphoneMuted' : 'speakerMuted']: muted };
    },
    reset() {
      for (const stop of timers.values()) stop();
      timers.clear();
      model = EMPTY_SHELL;
      toastCount = 0;
      dialogCount = 0;
    },
  };
  return shell;
}
