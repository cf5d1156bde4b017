/**
 * The operations of the REST services that the audit may call, by method and path. The paths are
 * those of each service's API reference under https://docs.aws.amazon.com/
 */
const table: Readonly<Record<string, readonly (readonly [string, RegExp, string])[]>> = {
  'access-analyzer': [
    ['GET', /^\/analyzer$/, 'ListAnalyzers'],
    ['POST', /^\/findingv2$/, 'ListFindingsV2'],
  ],
  backup: [
    ['GET', /^\/account-settings$/, 'DescribeRegionSettings'],
    ['GET', /^\/backup\/plans\/?$/, 'ListBackupPlans'],
    ['GET', /^\/backup\/plans\/[^/]+\/?$/, 'GetBackupPlan'],
    ['GET', /^\/backup\/plans\/[^/]+\/selections\/?$/, 'ListBackupSelections'],
    ['GET', /^\/backup\/plans\/[^/]+\/selections\/[^/]+$/, 'GetBackupSelection'],
    ['GET', /^\/backup-vaults\/?$/, 'ListBackupVaults'],
    ['GET', /^\/backup-vaults\/[^/]+\/access-policy$/, 'GetBackupVaultAccessPolicy'],
    ['GET', /^\/resources\/?$/, 'ListProtectedResources'],
    ['GET', /^\/resources\/.+\/recovery-points\/?$/, 'ListRecoveryPointsByResource'],
    ['GET', /^\/restore-jobs\/?$/, 'ListRestoreJobs'],
  ],
  cloudfront: [['GET', /^\/2020-05-31\/distribution$/, 'ListDistributions']],
  glacier: [
    ['GET', /^\/[^/]+\/vaults$/, 'ListVaults'],
    ['GET', /^\/[^/]+\/vaults\/[^/]+\/access-policy$/, 'GetVaultAccessPolicy'],
  ],
  guardduty: [
    ['GET', /^\/detector$/, 'ListDetectors'],
    ['GET', /^\/detector\/[^/]+$/, 'GetDetector'],
  ],
  lambda: [['GET', /^\/2015-03-31\/functions\/?$/, 'ListFunctions']],
  macie2: [
    ['GET', /^\/macie$/, 'GetMacieSession'],
    ['POST', /^\/datasources\/s3$/, 'DescribeBuckets'],
    ['GET', /^\/automated-discovery\/configuration$/, 'GetAutomatedDiscoveryConfiguration'],
  ],
  route53: [
    ['GET', /^\/2013-04-01\/hostedzone$/, 'ListHostedZones'],
    ['GET', /^\/2013-04-01\/hostedzone\/[^/]+\/rrset$/, 'ListResourceRecordSets'],
  ],
};

/** The operation of a REST request; undefined when the table has none. */
export const restOperation = (service: string, method: string, path: string): string | undefined =>
  table[service]?.find(([m, pattern]) => m === method && pattern.test(path))?.[2];
