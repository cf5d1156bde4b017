/** How a service writes its answers and errors on the wire. */
export type Protocol = 's3' | 's3control' | 'query' | 'ec2' | 'json' | 'restJson' | 'restXml';

export interface Service {
  /** The name that tests, scripts and the log of calls use. */
  name: string;
  /** The name in the credential scope of a signature, where it differs from `name`. */
  scope?: string;
  /** The first label of the host name, where it differs from the scope. */
  host?: string;
  protocol: Protocol;
  /** The prefix of the service's IAM actions, where it differs from `name`. */
  prefix?: string;
  /** Namespace of the XML of query services. */
  xmlns?: string;
}

/** The services that the audit talks to, or may talk to. */
export const services: readonly Service[] = [
  { name: 's3', protocol: 's3' },
  { name: 's3control', scope: 's3', host: 's3-control', protocol: 's3control', prefix: 's3' },
  { name: 's3express', host: 's3express-control', protocol: 's3' },
  { name: 'sts', protocol: 'query', xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/' },
  { name: 'cognito-identity', protocol: 'json' },
  { name: 'iam', protocol: 'query', xmlns: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  { name: 'ec2', protocol: 'ec2' },
  { name: 'sns', protocol: 'query', xmlns: 'http://sns.amazonaws.com/doc/2010-03-31/' },
  {
    name: 'cloudwatch',
    scope: 'monitoring',
    protocol: 'query',
    xmlns: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  },
  { name: 'cloudtrail', protocol: 'json' },
  { name: 'logs', protocol: 'json' },
  { name: 'config', protocol: 'json' },
  { name: 'kms', protocol: 'json' },
  { name: 'events', protocol: 'json' },
  { name: 'organizations', protocol: 'json' },
  { name: 'athena', protocol: 'json' },
  { name: 'ecs', protocol: 'json' },
  { name: 'tagging', protocol: 'json', prefix: 'tag' },
  { name: 'cloudcontrolapi', protocol: 'json', prefix: 'cloudformation' },
  { name: 'cloudformation', protocol: 'query' },
  { name: 'lambda', protocol: 'restJson' },
  { name: 'backup', protocol: 'restJson' },
  { name: 'guardduty', protocol: 'restJson' },
  { name: 'macie2', protocol: 'restJson' },
  { name: 'securityhub', protocol: 'restJson' },
  { name: 'access-analyzer', protocol: 'restJson' },
  { name: 'glacier', protocol: 'restJson' },
  { name: 'resource-groups', protocol: 'restJson' },
  { name: 'resource-explorer-2', protocol: 'restJson' },
  { name: 'ram', protocol: 'restJson' },
  { name: 'support', protocol: 'json' },
  { name: 'portal.sso', scope: 'awsssoportal', protocol: 'restJson', prefix: 'sso' },
  { name: 'oidc', scope: 'sso-oauth', protocol: 'restJson', prefix: 'sso-oauth' },
  { name: 'cloudfront', protocol: 'restXml' },
  { name: 'route53', protocol: 'restXml' },
];

/** The service of a name; one that the table lacks is taken for a JSON service. */
export const serviceNamed = (name: string): Service =>
  services.find((s) => s.name === name) ?? { name, protocol: 'json' };

/** The service that signs under this name. S3 Control signs as S3 and is told apart by its path. */
export const serviceOfScope = (scope: string): Service =>
  services.find((s) => (s.scope ?? s.name) === scope) ?? { name: scope, protocol: 'json' };

/**
 * The service, and the Region if the name carries one, of a host below `amazonaws.com`; S3 and
 * S3 Control hosts, which may carry a bucket or an account, are read in `s3-host.ts`.
 */
export function serviceOfHost(host: string): { service: Service; region?: string } {
  const labels = host.replace(/\.amazonaws\.com(\.cn)?$/, '').split('.');
  const named = services.find((s) => {
    const prefix = (s.host ?? s.scope ?? s.name).split('.');
    const own = s.name.split('.');
    return [prefix, own].some((p) => p.every((label, i) => labels[i] === label));
  });
  const region = labels.find((label) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(label));
  const service = named ?? { name: labels[0] ?? '', protocol: 'json' };
  return region ? { service, region } : { service };
}
