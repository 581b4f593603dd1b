import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';

/**
 * Makes somebody a user of the staff's pool on one machine, with a password for good; answers the subject by
 * which ID tokens name them. Whoever is there already gets the password again.
 */
export async function makeStaffUser(poolId: string, email: string, password: string): Promise<string> {
  const pool = new CognitoIdentityProviderClient({});
  const user = { UserPoolId: poolId, Username: email };
  const attributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  try {
    await pool
      .send(new AdminCreateUserCommand({ ...user, UserAttributes: attributes, MessageAction: 'SUPPRESS' }))
      .catch((error: unknown) => {
        if (!(error instanceof UsernameExistsException)) throw error;
      });
    await pool.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    const { UserAttributes = [] } = await pool.send(new AdminGetUserCommand(user));
    const subject = UserAttributes.find((attribute) => attribute.Name === 'sub')?.Value;
    if (!subject) throw new Error(`The pool gives ${email} no subject.`);
    return subject;
  } finally {
    pool.destroy();
  }
}
