import { signInPage } from '../../../shared/gateway/identity.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readStaffSignIn } from './contract.ts';

/** The page for staff learns where its people sign in (product 1.2); nothing of it is secret. */
export const handler = api(readStaffSignIn, async () => signInPage());
