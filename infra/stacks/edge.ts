import {
  type App,
  DefaultStackSynthesizer,
  Duration,
  RemovalPolicy,
  Stack,
  type StackProps,
  Token,
  Validations,
} from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Domain } from '../context.ts';
import { logsOf } from '../portal-function.ts';

interface Props extends StackProps {
  domain: Domain;
  homeRegion: string;
  /** The folder of the built site. */
  site: string;
}

/** Where the API of a region answers, so that the edge, which is made in us-east-1, need not ask it. */
export const apiHostOf = (domain: Domain, region: string): string => `api-${region}.${domain.name}`;

/**
 * The portal's one origin for browsers: the site from a bucket, the API behind it, a firewall before both.
 * In us-east-1, since CloudFront takes certificates and firewalls from nowhere else. Requests go to the first
 * region; a practice whose home is another gets 421 from there.
 */
export class EdgeStack extends Stack {
  constructor(app: App, id: string, { domain, homeRegion, site: folder, ...props }: Props) {
    super(app, id, props);
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: domain.zoneId,
      zoneName: domain.zoneName,
    });
    const site = new Bucket(this, 'Site', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Built files: another deployment brings them back.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const toApi = {
      origin: new HttpOrigin(apiHostOf(domain, homeRegion)),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Portico',
      domainNames: [domain.name],
      certificate: new Certificate(this, 'Certificate', {
        domainName: domain.name,
        validation: CertificateValidation.fromDns(zone),
      }),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      webAclId: this.makeFirewall().attrArn,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(site as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: this.headers(homeRegion),
        functionAssociations: [{ function: this.pages(), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: { '/v1/*': toApi, '/docs*': toApi, '/problems/*': toApi },
    });
    new BucketDeployment(this, 'Files', {
      destinationBucket: site as IBucket,
      sources: [Source.asset(folder)],
      distribution,
      distributionPaths: ['/index.html'],
      logGroup: logsOf(this),
    });
    acknowledge(this, site, distribution);
    const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
    new ARecord(this, 'A', { zone, recordName: `${domain.name}.`, target });
    new AaaaRecord(this, 'Aaaa', { zone, recordName: `${domain.name}.`, target });
  }

  /** What the site's pages may do: read their own files, talk to the API, put uploads into this region's buckets. */
  private headers(region: string): ResponseHeadersPolicy {
    const policy = [
      "default-src 'self'",
      "img-src 'self' data: https:",
      `connect-src 'self' https://*.s3.${region}.amazonaws.com`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ];
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policy.join('; '), override: true },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
    });
  }

  /** A path without a file's ending is a page of the site. (An error page would swallow the API's 404.) */
  private pages(): EdgeFunction {
    return new EdgeFunction(this, 'Pages', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        "function handler({ request }) { if (!/\\.[a-z0-9]+$/.test(request.uri)) request.uri = '/index.html'; return request; }",
      ),
    });
  }

  /** AWS's own rules against known attacks and bad addresses, and 2,000 requests in five minutes an address. */
  private makeFirewall(): CfnWebACL {
    const visible = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      metricName,
      // Samples would hold people's addresses and requests.
      sampledRequestsEnabled: false,
    });
    const managed = [
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ];
    return new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visible('portico'),
      rules: [
        {
          name: 'too-many',
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: 2000 } },
          visibilityConfig: visible('too-many'),
        },
        ...managed.map((name, index) => ({
          name,
          priority: index + 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: 'AWS', name, ruleActionOverrides: counted(name) },
          },
          visibilityConfig: visible(name),
        })),
      ],
    });
  }
}

/** Bodies over 8 KB are ordinary here (settings, templates); our functions refuse what is too large. */
const counted = (group: string): CfnWebACL.RuleActionOverrideProperty[] =>
  group === 'AWSManagedRulesCommonRuleSet'
    ? [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }]
    : [];

function acknowledge(stack: Stack, site: Bucket, distribution: Distribution): void {
  Validations.of(site).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Public files; CloudFront alone may read them, and its figures say how often.',
  });
  Validations.of(distribution).acknowledge(
    { id: 'AwsSolutions-CFR1', reason: 'Clients travel; the practice decides who may sign in.' },
    {
      id: 'AwsSolutions-CFR3',
      reason: 'Access logs hold addresses of people and calendar links; the API logs routes instead.',
    },
  );
  // The function that copies the site is the CDK's own. It can be given no other role, runs at deployments
  // alone, and its stack holds nothing but public files.
  const account = Token.isUnresolved(stack.account) ? '<AWS::AccountId>' : stack.account;
  const findings = [
    'L1',
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map((it) => `IAM5[Action::s3:${it}]`),
    `IAM5[Resource::arn:aws:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-${account}-${stack.region}/*]`,
    `IAM5[Resource::<${stack.getLogicalId(site.node.defaultChild as CfnBucket)}.Arn>/*]`,
    'IAM5[Resource::*]',
  ];
  Validations.of(stack).acknowledge(
    ...findings.map((id) => ({
      id: `AwsSolutions-${id}`,
      reason: 'The CDK’s own function that copies the site.',
    })),
  );
}
