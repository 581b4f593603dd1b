import { found } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { answerUnknown } from './contract.ts';

/** Every path that is none of ours is answered as a problem too. */
export const handler = api(answerUnknown, async () => found(undefined));
