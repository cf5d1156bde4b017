import { check, fail, pass } from '../model/check.ts';

const writing = ['PUT', 'POST', 'DELETE'];

export default check({
  id: 'cors-no-wildcard-origin',
  title: 'CORS rules let no origin of the world write',
  topic: 'Public access and sharing',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['cors'],
  why: 'CORS grants nothing by itself, but lets the pages of any site use what a signed-in visitor may do.',
  fix: {
    text: 'Name the origins that need it, over https, and the headers they send.',
    cli: 'aws s3api put-bucket-cors --bucket BUCKET --cors-configuration file://cors.json',
    console: 'S3 > bucket > Permissions > Cross-origin resource sharing (CORS)',
    terraform: 'aws_s3_bucket_cors_configuration with named allowed_origins',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html',
  evaluate({ cors }) {
    if (!cors || cors.length === 0) return pass('There are no CORS rules.');
    const at = cors.findIndex(
      ({ allowedOrigins, allowedMethods }) =>
        allowedOrigins.some((origin) => origin === '*' || /^http:/i.test(origin)) &&
        allowedMethods.some((method) => writing.includes(method.toUpperCase())),
    );
    const rule = cors[at];
    if (!rule) return pass('No CORS rule lets every origin, or an unencrypted one, write.');
    return fail(
      `CORS rule ${at + 1} lets ${rule.allowedOrigins.join(', ')} use ${rule.allowedMethods.join(', ')}.`,
    );
  },
});
