/** Files that are dragged onto the panel. */

/** Says to the browser that files can be dropped here. */
export function isDraggingFiles(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

/** Takes the file that was dropped: the browser would go to it. */
export function droppedFile(event: DragEvent, open: (file: File) => void): void {
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  open(file);
}
