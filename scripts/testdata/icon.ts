/** Pictures for builds that are made up. */

/** A picture as far as anybody looks: its head. @param size in px */
export function icon(size: number): Buffer {
  const png = Buffer.alloc(26);
  png.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  png.write('IHDR', 12, 'latin1');
  png.writeUInt32BE(size, 16);
  png.writeUInt32BE(size, 20);
  return png;
}
