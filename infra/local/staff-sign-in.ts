import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Missing } from './prerequisites.ts';
import { region } from './project.ts';
import type { Running } from './running.ts';
import * as given from './seed-practice.ts';

/** A staff session on the running portal for the administrator of the practice that it was seeded with. */
export async function signInAsAdmin({ siteUrl, endpoint, staffClientId }: Running): Promise<string> {
  const pool = new CognitoIdentityProviderClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  try {
    const { AuthenticationResult } = await pool.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: staffClientId,
        AuthParameters: { USERNAME: String(given.staff.admin.email), PASSWORD: given.password },
      }),
    );
    const answer = await fetch(`${siteUrl}/v1/staff/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ idToken: AuthenticationResult?.IdToken, practiceId: given.practice.id }),
    });
    const { token, detail } = (await answer.json()) as { token?: string; detail?: string };
    if (!token) throw new Missing(`Signing in did not work: ${detail ?? answer.status}`);
    return token;
  } finally {
    pool.destroy();
  }
}
