import { api } from '../../../shared/runtime/api.ts';
import { openapiOf } from '../../../shared/runtime/openapi.ts';
import { contracts } from '../../index.ts';
import { readOpenapi } from './contract.ts';

/** This API as OpenAPI 3.1, made of the contracts. */
export const handler = api(readOpenapi, async () => openapiOf(contracts));
