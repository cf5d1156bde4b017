/** Public frameworks by the keys that checks use, in the order in which reports list them. */
export const frameworkTitle: Readonly<Record<string, string>> = {
  cis_aws_v7: 'CIS AWS Foundations 7.0',
  cis_aws_v6: 'CIS AWS Foundations 6.0',
  cis_aws_v5: 'CIS AWS Foundations 5.0',
  cis_aws_v4: 'CIS AWS Foundations 4.0',
  cis_aws_v3: 'CIS AWS Foundations 3.0',
  cis_aws_v2: 'CIS AWS Foundations 2.0',
  cis_aws_v1_4: 'CIS AWS Foundations 1.4',
  security_hub: 'AWS Security Hub',
  aws_well_architected_security: 'AWS Well-Architected, security',
  nist_800_53_r5: 'NIST SP 800-53 r5',
  pci_dss_v4: 'PCI DSS 4.0',
  iso_27001_2022: 'ISO/IEC 27001:2022',
  soc2: 'SOC 2',
  hipaa: 'HIPAA',
  gdpr: 'GDPR',
  nis2: 'NIS2',
  mitre_attack: 'MITRE ATT&CK',
};

/** A check's ids as one line each: "AWS Security Hub: S3.1, S3.8". A key without a title is shown as it is. */
export function frameworkLines(frameworks: Readonly<Record<string, readonly string[]>>): string[] {
  const order = Object.keys(frameworkTitle);
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(frameworks)
    .filter(([, ids]) => ids.length > 0)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([key, ids]) => `${frameworkTitle[key] ?? key}: ${ids.join(', ')}`);
}
