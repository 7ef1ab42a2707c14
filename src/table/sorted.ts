/** A sorted list that is changed where it must be: what comes is put in, what goes is taken out, the rest only moves up. */
import { firstNot } from './first-not.ts';

/** Of what goes, so many are looked for one by one; more are taken out in one pass. */
const FEW = 8;

/** Sorted members. No two of them may be equal in the order. */
export class Sorted<Member> {
  private list: Member[] = [];

  /** @param compare as for `Array.sort`; 0 only for one and the same */
  constructor(private readonly compare: (a: Member, b: Member) => number) {}

  /** All, in order. It is the same array after a change. */
  get all(): readonly Member[] {
    return this.list;
  }

  /** Where a member stands; -1 for what is none. */
  indexOf(member: Member): number {
    const at = this.placeOf(member, this.list.length);
    return this.list[at] === member ? at : -1;
  }

  /** Puts a member into the place of an equal one. @returns whether it is equal; if not, nothing is done */
  replace(before: Member, now: Member): boolean {
    if (this.compare(before, now) !== 0) return false;
    this.list[this.indexOf(before)] = now;
    return true;
  }

  /** Takes others in the place of all. @param members in any order; those that are in order cost least */
  set(members: Member[]): void {
    this.list = members.sort(this.compare);
  }

  /** @param gone members, as they were put in @param added others */
  change(gone: readonly Member[], added: readonly Member[]): void {
    if (gone.length <= FEW) for (const one of gone) this.take(one);
    else this.takeOut(new Set(gone));
    if (added.length === 0) return;
    if (added.length > this.list.length / 16) this.list = this.list.concat(added).sort(this.compare);
    else this.putIn([...added].sort(this.compare));
  }

  private takeOut(gone: ReadonlySet<Member>): void {
    const { list } = this;
    let next = 0;
    for (const one of list) {
      if (gone.has(one)) continue;
      list[next] = one;
      next += 1;
    }
    list.length = next;
  }

  private take(member: Member): void {
    const at = this.indexOf(member);
    if (at >= 0) this.list.splice(at, 1);
  }

  /** From the last one on, so that each of the others moves once. Few of them cost few comparisons, whatever there is. */
  private putIn(added: readonly Member[]): void {
    const { list } = this;
    let end = list.length;
    // Holes would make every later read dearer.
    for (const one of added) list.push(one);
    for (let index = added.length - 1; index >= 0; index -= 1) {
      const one = added[index];
      if (one === undefined) continue;
      const place = this.placeOf(one, end);
      for (let at = end - 1; at >= place; at -= 1) {
        const other = list[at];
        if (other !== undefined) list[at + index + 1] = other;
      }
      list[place + index] = one;
      end = place;
    }
  }

  private placeOf(member: Member, to: number): number {
    return firstNot(to, (place) => {
      const other = this.list[place];
      return other !== undefined && this.compare(other, member) < 0;
    });
  }
}
