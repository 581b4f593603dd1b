import { profileViewOf } from '../../../shared/domain/practice-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readPractice } from './contract.ts';

/** Staff read their practice's profile. */
export const handler = api(readPractice, async ({ actor }) => profileViewOf(actor.practice));
