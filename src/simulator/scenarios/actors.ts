/** The people of the library. All of them are invented; their numbers are kept for examples. */
import type { Actor } from '../core/scenario/scenario-types.ts';

export const MARIA: Actor = { name: 'Maria Muster', phone: '+15550117', email: 'maria.muster@example.com' };
export const KIM: Actor = { name: 'Kim Template', phone: '+15550123', email: 'kim.template@example.com' };
export const JO: Actor = { name: 'Jo Specimen', phone: '+15550131', email: 'jo.specimen@example.com' };
export const ROBIN: Actor = {
  name: 'Robin Sample',
  phone: '+15550100',
  email: 'robin.sample@example.com',
  userData: { ContactId: 'EXAMPLECONTACT01' },
};
export const SAM: Actor = { name: 'Sam Placeholder', phone: '+15550142', email: 'sam.placeholder@example.com' };
