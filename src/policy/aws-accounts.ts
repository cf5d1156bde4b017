/**
 * Accounts of AWS itself from which load balancers deliver access logs, as of November 2026.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export const logDeliveryAccounts: ReadonlySet<string> = new Set(
  (
    '127311923021 033677994240 027434742980 797873946194 098369216593 754344448648 589379963580 ' +
    '718504428378 383597477331 600734575887 114774131450 783225319266 582318560864 985666609251 ' +
    '054676820928 156460612806 652711504416 635631232127 009996457667 897822967062 076674570225 ' +
    '507241528517 048591011584 190560391635 638102146993 037604701340'
  ).split(' '),
);

/** The canonical user id by which CloudFront delivers standard logs. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html */
export const cloudFrontLogs = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';
