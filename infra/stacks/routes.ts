import { type App, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Route } from '../../shared/contract.ts';
import { PortalFunction, type Surroundings } from '../portal-function.ts';

interface Props extends StackProps {
  routes: readonly Route[];
  apiId: string;
  around: Surroundings;
}

const routeKeyOf = ({ method, path }: Route): string => (path === '$default' ? path : `${method} ${path}`);

/** The routes of one audience and area. Four resources each, so a stack holds some ninety. */
export class RoutesStack extends Stack {
  constructor(app: App, id: string, { routes, apiId, around, ...props }: Props) {
    super(app, id, props);
    for (const route of routes) {
      const { functionArn } = new PortalFunction(this, route, around);
      new CfnPermission(this, `${route.name}-permission`, {
        action: 'lambda:InvokeFunction',
        functionName: functionArn,
        principal: new ServicePrincipal('apigateway.amazonaws.com').service,
        sourceArn: this.formatArn({ service: 'execute-api', resource: apiId, resourceName: '*/*' }),
      });
      const integration = new CfnIntegration(this, `${route.name}-integration`, {
        apiId,
        integrationType: 'AWS_PROXY',
        integrationUri: functionArn,
        payloadFormatVersion: '2.0',
      });
      new CfnRoute(this, `${route.name}-route`, {
        apiId,
        routeKey: routeKeyOf(route),
        target: `integrations/${integration.ref}`,
        authorizationType: 'NONE',
      });
    }
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'The actor step of each function decides: an authorizer could not answer with a problem document, and its cache would keep dead sessions alive.',
    });
  }
}
