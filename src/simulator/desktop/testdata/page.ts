/** Finding and working the parts of a page in a test, by what people see and hear of them. */
import {
  type ByRoleMatcher,
  fireEvent,
  getByLabelText,
  getByRole,
  queryAllByLabelText,
  queryAllByRole,
} from '@testing-library/dom';
import { render } from 'preact';
import { afterEach, beforeEach } from 'vitest';

/** An element in the document for each test of the file, from `root()`; what was rendered into it goes with the test. */
export function useRoot(): () => HTMLElement {
  let root: HTMLElement;
  beforeEach(() => {
    root = document.createElement('div');
    document.body.append(root);
  });
  afterEach(() => {
    render(null, root);
    root.remove();
  });
  return () => root;
}

/** A role such as `button`. */
export type Role = ByRoleMatcher;

/** All with that role and name; without a name, all of the role. */
export function allByRole(root: HTMLElement, role: Role, name?: string | RegExp): readonly HTMLElement[] {
  return queryAllByRole(root, role, name === undefined ? {} : { name });
}

/** The only one with that role and name; throws if there is none or there are more. */
export function byRole(root: HTMLElement, role: Role, name?: string | RegExp): HTMLElement {
  return getByRole(root, role, name === undefined ? {} : { name });
}

/** All fields with that label. */
export function allByLabel(root: HTMLElement, label: string): readonly HTMLElement[] {
  return queryAllByLabelText(root, label);
}

/** The only field with that label. */
export function byLabel(root: HTMLElement, label: string): HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  const found = getByLabelText(root, label);
  if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement) return found;
  if (found instanceof HTMLTextAreaElement) return found;
  throw new Error(`${label} is not a field.`);
}

/** Types a text into a field in place of what it holds; `leave` also leaves the field, or chooses the option. */
export function type(field: HTMLElement, text: string, leave = false): void {
  fireEvent.input(field, { target: { value: text } });
  if (leave) fireEvent.change(field);
}

/** Presses a key where the focus is, or on `target`. */
export function pressKey(key: string, target: Element | null = document.activeElement): void {
  fireEvent.keyDown(target ?? document.body, { key });
}

/** Submits the form that holds the element. */
export function submitFormOf(element: Element): void {
  const form = element.closest('form');
  if (form !== null) fireEvent.submit(form);
}
