/** Icons of the panel's parts that are loaded later, and of the simulator. See `icons.tsx`. */
export { default as UpIcon } from 'lucide/dist/esm/icons/chevron-up.mjs';
export { default as ErrorIcon } from 'lucide/dist/esm/icons/circle-x.mjs';
export { default as ExportIcon } from 'lucide/dist/esm/icons/download.mjs';
export { default as ImportIcon } from 'lucide/dist/esm/icons/folder-open.mjs';
export { default as FilterIcon } from 'lucide/dist/esm/icons/funnel.mjs';
export { default as PauseIcon } from 'lucide/dist/esm/icons/pause.mjs';
export { default as EditIcon } from 'lucide/dist/esm/icons/pencil.mjs';
export { default as PlayIcon } from 'lucide/dist/esm/icons/play.mjs';
export { default as RestartIcon } from 'lucide/dist/esm/icons/rotate-ccw.mjs';
export { default as StepIcon } from 'lucide/dist/esm/icons/step-forward.mjs';
export { default as RemoveIcon } from 'lucide/dist/esm/icons/trash.mjs';
export { default as WarningIcon } from 'lucide/dist/esm/icons/triangle-alert.mjs';
export { default as UndoIcon } from 'lucide/dist/esm/icons/undo-2.mjs';
