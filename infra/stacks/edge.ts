import { type App, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Domain } from '../context.ts';

interface Props extends StackProps {
  domain: Domain;
  homeRegion: string;
}

/** Where the API of a region answers, so that the edge, which is made in us-east-1, need not ask it. */
export const apiHostOf = (domain: Domain, region: string): string => `api-${region}.${domain.name}`;

/**
 * The portal's one origin for browsers: the site from a bucket, the API behind it, a firewall before both.
 * In us-east-1, since CloudFront takes certificates and firewalls from nowhere else. Requests go to the first
 * region; a practice whose home is another gets 421 from there.
 */
export class EdgeStack extends Stack {
  constructor(app: App, id: string, { domain, homeRegion, ...props }: Props) {
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
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        functionAssociations: [{ function: this.pages(), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: { '/v1/*': toApi, '/docs*': toApi, '/problems/*': toApi },
    });
    acknowledge(site, distribution);
    const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
    new ARecord(this, 'A', { zone, recordName: `${domain.name}.`, target });
    new AaaaRecord(this, 'Aaaa', { zone, recordName: `${domain.name}.`, target });
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
          statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
          visibilityConfig: visible(name),
        })),
      ],
    });
  }
}

function acknowledge(site: Bucket, distribution: Distribution): void {
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
}
