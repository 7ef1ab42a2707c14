/** When something was, as a table shows it: short, and on hover with date, milliseconds and offset. */
import { exactTime, wireTime } from './format.ts';

/** Renders it. Where there is too little room, the date is cut and not the time. @param at by the panel's clock, ms */
export function Moment({ at }: { readonly at: number }) {
  return (
    <span class="moment" title={exactTime(at)}>
      <bdi dir="ltr">{wireTime(at)}</bdi>
    </span>
  );
}
