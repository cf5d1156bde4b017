import { check, fail, pass } from '../model/check.ts';
import type { CorsRule } from '../model/facts.ts';
import { matches } from '../policy/match.ts';

export default check({
  id: 'cors-no-wildcard-origin',
  title: 'CORS rules do not admit every origin for writes',
  topic: 'Public access and sharing',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['cors'],
  why: 'CORS grants nobody access, but such a rule lets a script of any site use what a visitor of it is allowed to write.',
  fix: {
    text: 'Name the HTTPS origins that need to write, and remove rules that are no longer in use, those for an audit included.',
    cli: 'aws s3api put-bucket-cors --bucket BUCKET --cors-configuration file://cors.json',
    console: 'S3 > bucket > Permissions > Cross-origin resource sharing (CORS) > Edit',
    terraform: 'aws_s3_bucket_cors_configuration.cors_rule.allowed_origins',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html',
  evaluate({ cors }) {
    if (!cors || cors.length === 0) return pass('The bucket has no CORS rules.');
    const faults = cors.flatMap((rule, index) => {
      const methods = rule.allowedMethods.filter((method) => writing.includes(method));
      const origins = rule.allowedOrigins.filter((origin) => isEvery(origin) || isPlain(origin));
      return methods.length > 0 && origins.length > 0
        ? [`CORS rule ${index + 1} admits ${origins.join(', ')} for ${methods.join(', ')}.`]
        : [];
    });
    if (faults.length > 0)
      return fail(
        faults.join(' '),
        faults.map((says) => ({ says, fact: 'cors' })),
      );
    const wide = cors.findIndex(readsAll);
    return pass(
      wide < 0
        ? 'No CORS rule admits every origin for writes.'
        : `No CORS rule admits every origin for writes. Rule ${wide + 1} admits every origin with every header for reading, which suits public content only.`,
    );
  },
});

const writing = ['PUT', 'POST', 'DELETE'];

/** An origin pattern, which may hold one star, that any HTTPS site matches. */
const isEvery = (origin: string): boolean => matches(origin, 'https://any-site.invalid');

/** Traffic of a site without TLS can be changed on its way, and its scripts with it. */
const isPlain = (origin: string): boolean => /^http:/i.test(origin);

const readsAll = ({ allowedOrigins, allowedHeaders }: CorsRule): boolean =>
  allowedOrigins.some(isEvery) && allowedHeaders.includes('*');
