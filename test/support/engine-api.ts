/**
 * Calls of AWS services for which the project has no client: as the SDK would send them, but for the signature,
 * which a local engine does not check.
 */
export async function engineApi<T>(
  endpoint: string,
  service: keyof typeof protocols,
  operation: string,
  input: object,
): Promise<T> {
  const { prefix, version, name } = protocols[service];
  const scope = `test/20260101/eu-west-2/${name}/aws4_request`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${prefix}.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${service} ${operation}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return (text === '' ? {} : JSON.parse(text)) as T;
}

const protocols = {
  logs: { name: 'logs', prefix: 'Logs_20140328', version: '1.1' },
  queues: { name: 'sqs', prefix: 'AmazonSQS', version: '1.0' },
  bus: { name: 'events', prefix: 'AWSEvents', version: '1.1' },
  flows: { name: 'states', prefix: 'AWSStepFunctions', version: '1.0' },
  identity: { name: 'cognito-idp', prefix: 'AWSCognitoIdentityProviderService', version: '1.1' },
} as const;
