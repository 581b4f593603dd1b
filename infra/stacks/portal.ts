import {
  type App,
  CfnOutput,
  Duration,
  RemovalPolicy,
  Stack,
  type StackProps,
  Validations,
} from 'aws-cdk-lib';
import { CfnApiMapping, CfnStage, DomainName, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { AccountRecovery, Mfa, OAuthScope, UserPool } from 'aws-cdk-lib/aws-cognito';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import type { Domain, Settings, StaffIdentity } from '../context.ts';
import { arns, names } from '../names.ts';
import { apiHostOf } from './edge.ts';

interface Props extends StackProps {
  settings: Settings;
}

/** What all else hangs on: the bus, the HTTP API (its routes come from other stacks), staff identity, the sender. */
export class PortalStack extends Stack {
  readonly apiId: string;
  readonly siteUrl: string;
  readonly staff: StaffIdentity;
  readonly emailIdentity: string;

  constructor(app: App, id: string, props: Props) {
    super(app, id, props);
    const { settings } = props;
    const bus = new EventBus(this, 'Bus', { eventBusName: names.bus, description: 'Events of Portico' });
    this.apiId = this.makeApi(settings.domain);
    const apiUrl = settings.place.endpoint
      ? `${settings.place.endpoint}/_aws/execute-api/${this.apiId}/$default`
      : settings.domain
        ? `https://${apiHostOf(settings.domain, this.region)}`
        : `https://${this.apiId}.execute-api.${this.region}.${this.urlSuffix}`;
    this.siteUrl = settings.siteUrl ?? apiUrl;
    this.staff = settings.oidc ?? this.makeUserPool(settings);
    this.emailIdentity = this.makeSender(settings);
    this.hearOfEmails();

    // Exported whether or not a stack reads them at the moment: an export that comes and goes with its
    // readers cannot be taken away before they are updated, and they are updated last.
    this.exportValue(this.apiId);
    this.output({
      ApiId: this.apiId,
      ApiUrl: apiUrl,
      SiteUrl: this.siteUrl,
      BusName: bus.eventBusName,
      TableName: names.table,
      UploadsBucket: names.uploads(this),
      ImportFlowArn: arns.flow(this, 'import'),
      ZoneChangeFlowArn: arns.flow(this, 'zone-change'),
      RequestFlowArn: arns.flow(this, 'request'),
      SenderAddress: settings.sender,
      EmailEvents: names.emailEvents,
      StaffIssuer: this.staff.issuer,
      StaffClientId: this.staff.clientIds,
      StaffKeysUrl: this.staff.keysUrl,
      StaffTokenUrl: this.staff.tokenUrl,
      StaffAuthorizeUrl: this.staff.authorizeUrl,
    });
  }

  private output(values: Record<string, string>): void {
    for (const [key, value] of Object.entries(values)) new CfnOutput(this, key, { value });
  }

  private makeApi(domain: Domain | undefined): string {
    const api = new HttpApi(this, 'Api', {
      apiName: 'portico',
      createDefaultStage: false,
      // With a name of its own, that is the only door.
      disableExecuteApiEndpoint: domain !== undefined,
    });
    const log = new LogGroup(this, 'AccessLog', {
      // Names that begin so share one resource policy of the account; others fill it up, one by one.
      logGroupName: '/aws/vendedlogs/portico-access',
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new CfnStage(this, 'Stage', {
      apiId: api.apiId,
      stageName: '$default',
      autoDeploy: true,
      // Of the whole API, so that a flood ends here and not in the account's Lambda limit.
      defaultRouteSettings: { throttlingBurstLimit: 500, throttlingRateLimit: 500 },
      accessLogSettings: {
        destinationArn: log.logGroupArn,
        // The route and not the path, and no address: ids, calendar tokens and people's whereabouts stay out.
        format: JSON.stringify({
          requestId: '$context.requestId',
          route: '$context.routeKey',
          status: '$context.status',
          milliseconds: '$context.responseLatency',
          integrationError: '$context.integrationErrorMessage',
        }),
      },
    });
    if (domain) this.nameApi(domain, api, stage);
    return api.apiId;
  }

  /** Gives the API a name in the portal's zone, by which the edge knows it. */
  private nameApi(domain: Domain, api: HttpApi, stage: CfnStage): void {
    const zone = this.zoneOf(domain);
    const host = apiHostOf(domain, this.region);
    const name = new DomainName(this, 'ApiName', {
      domainName: host,
      certificate: new Certificate(this, 'ApiCertificate', {
        domainName: host,
        validation: CertificateValidation.fromDns(zone),
      }),
    });
    new CfnApiMapping(this, 'ApiMapping', { apiId: api.apiId, domainName: name.name, stage: stage.ref });
    new ARecord(this, 'ApiRecord', {
      zone,
      recordName: `${host}.`,
      target: RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(name.regionalDomainName, name.regionalHostedZoneId),
      ),
    });
  }

  private zoneOf({ zoneId, zoneName }: Domain): IHostedZone {
    const existing = this.node.tryFindChild('Zone') as IHostedZone | undefined;
    return existing ?? HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: zoneId, zoneName });
  }

  private makeUserPool({ place, staffDomainPrefix }: Settings): StaffIdentity {
    const pool = new UserPool(this, 'Staff', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      ...(place.passwordSignIn
        ? { mfa: Mfa.OFF }
        : { mfa: Mfa.REQUIRED, mfaSecondFactor: { otp: true, sms: false } }),
      deletionProtection: place.keepsData,
      removalPolicy: place.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'A second factor is required and nobody registers alone; the plus plan’s risk scores cost per person and month.',
    });
    const client = pool.addClient('Console', {
      generateSecret: false,
      authFlows: { userPassword: place.passwordSignIn },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${this.siteUrl}/staff`],
        logoutUrls: [`${this.siteUrl}/staff`],
      },
      preventUserExistenceErrors: true,
      // A token is changed for a Portico session at once; nothing else ever reads it.
      idTokenValidity: Duration.minutes(10),
      accessTokenValidity: Duration.minutes(10),
      refreshTokenValidity: Duration.hours(1),
    });
    const domainPrefix = staffDomainPrefix ?? `portico-${this.account}`;
    pool.addDomain('SignIn', { cognitoDomain: { domainPrefix } });
    // A local engine signs as AWS would, but its keys, tokens and pages are at its own address.
    const signInUrl = place.endpoint ?? `https://${domainPrefix}.auth.${this.region}.amazoncognito.com`;
    this.output({ StaffPoolId: pool.userPoolId, StaffSignInUrl: signInUrl });
    const issuer = `https://cognito-idp.${this.region}.amazonaws.com/${pool.userPoolId}`;
    this.exportValue(pool.userPoolId);
    this.exportValue(client.userPoolClientId);
    return {
      issuer,
      clientIds: client.userPoolClientId,
      keysUrl: `${place.endpoint ? `${place.endpoint}/${pool.userPoolId}` : issuer}/.well-known/jwks.json`,
      tokenUrl: `${signInUrl}/oauth2/token`,
      authorizeUrl: `${signInUrl}/oauth2/authorize`,
    };
  }

  /** SES tells what comes back and what is complained of; it can tell the account's default bus alone. */
  private hearOfEmails(): void {
    const set = new ConfigurationSet(this, 'EmailFates', { configurationSetName: names.emailEvents });
    set.addEventDestination('ToBus', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
  }

  /** The identity that may send: the domain's zone if the sender is of it, else the one address. */
  private makeSender({ sender, domain }: Settings): string {
    const host = sender.slice(sender.lastIndexOf('@') + 1);
    if (domain && (host === domain.zoneName || host.endsWith(`.${domain.zoneName}`))) {
      new EmailIdentity(this, 'Sender', { identity: Identity.publicHostedZone(this.zoneOf(domain)) });
      return domain.zoneName;
    }
    new EmailIdentity(this, 'Sender', { identity: Identity.email(sender) });
    return sender;
  }
}
