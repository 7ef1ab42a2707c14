/** The icons of what the user notes in Messages: apart, so that they are loaded with that view alone. */
export { default as MarkIcon } from 'lucide/dist/esm/icons/flag.mjs';
export { default as PinIcon } from 'lucide/dist/esm/icons/pin.mjs';
export { default as NoteIcon } from 'lucide/dist/esm/icons/sticky-note.mjs';
