import { asyncapiOf } from '../../../shared/events/asyncapi.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readAsyncapi } from './contract.ts';

/** The events that other systems can hear, as AsyncAPI 3.0, made of the catalogue. */
export const handler = api(readAsyncapi, async () => asyncapiOf());
