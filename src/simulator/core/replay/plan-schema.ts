/** Reads a plan that came from elsewhere. */
import * as v from 'valibot';
import type { ReplayPlan } from './plan.ts';

const atMs = v.number();
const names = v.nullable(v.array(v.string()));
const Asked = v.variant('is', [
  v.object({ is: v.literal('call'), service: v.string(), parameters: v.array(v.unknown()) }),
  v.object({ is: v.literal('subscribe'), names }),
  v.object({ is: v.literal('unsubscribe'), subscriptionId: v.unknown() }),
]);
const Step = v.variant('is', [
  v.object({
    is: v.literal('message'),
    atMs,
    after: v.number(),
    page: v.number(),
    message: v.unknown(),
    forged: v.boolean(),
  }),
  v.object({ is: v.literal('answer'), atMs, page: v.number(), message: v.unknown(), to: v.number() }),
  v.object({ is: v.literal('reload'), atMs, after: v.number() }),
]);
const Plan = v.object({
  frames: v.number(),
  lengthMs: v.number(),
  isRedacted: v.boolean(),
  requests: v.array(v.object({ atMs, frame: v.number(), page: v.number(), asked: Asked, ref: v.unknown() })),
  lanes: v.array(v.array(Step)),
  leftOut: v.array(v.string()),
});

/** Reads it. Throws if it is none. */
export function readPlan(value: unknown): ReplayPlan {
  return v.parse(Plan, value);
}
