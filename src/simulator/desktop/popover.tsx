/** Small forms over the page, in it only while they are open. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Dismissal, useDismiss, useOpen } from './dismiss.ts';
import { Sign } from './icons.tsx';
import { useInWindow } from './in-window.ts';
import type { Side } from './menu.tsx';

/** A form over the page; it takes the focus. `close`, if given, is called for Escape and for a press elsewhere. */
export function FormOver({
  label,
  side = 'start',
  close,
  children,
}: {
  label: string;
  side?: Side;
  close?: (why: Dismissal) => void;
  children: ComponentChildren;
}) {
  const form = useRef<HTMLDialogElement>(null);
  useInWindow(form, true);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus(), []);
  useDismiss(form, close !== undefined, (why) => close?.(why));
  return (
    <dialog class={`popover afloat ${side}`} open aria-label={label} ref={form}>
      {children}
    </dialog>
  );
}

/** A button with a form that hangs at it. `children` gets what closes it. */
export function Popover({
  name,
  label,
  side = 'start',
  face,
  children,
}: {
  /** The button's name. */
  name: string;
  /** The form's name. */
  label: string;
  side?: Side;
  /** What the button shows. Default: its name. */
  face?: ComponentChildren;
  children: (close: () => void) => ComponentChildren;
}) {
  const { open, root, button, close } = useOpen();
  return (
    <div class="opens" ref={root}>
      <button
        type="button"
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={open.value}
        {...(face === undefined ? {} : { 'aria-label': name })}
        onClick={() => (open.value = !open.value)}
      >
        {face ?? name}
        <Sign of="down" />
      </button>
      {open.value ? (
        <FormOver label={label} side={side}>
          {children(close)}
        </FormOver>
      ) : null}
    </div>
  );
}
