import { element, elements, escapeXml, s3Namespace, xml, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { errorAnswer } from './errors.ts';
import { canonicalId } from './render.ts';
import type { AwsRequest } from './request.ts';
import { regionOf } from './s3-region.ts';

const largestPage = 10_000;

/**
 * ListBuckets with its pages, filters and, as soon as any of them is asked for, the Region of each
 * bucket. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export async function listBuckets(
  request: AwsRequest,
  context: Context,
  account: string,
): Promise<Answer> {
  const { query } = request;
  const asked = ['max-buckets', 'continuation-token', 'prefix', 'bucket-region'];
  const size = Number(query.get('max-buckets') ?? largestPage);
  if (!Number.isInteger(size) || size < 1 || size > largestPage) {
    return invalid(request, 'max-buckets', query.get('max-buckets'));
  }
  const token = query.get('continuation-token');
  const after = token === null ? '' : Buffer.from(token, 'base64url').toString();
  if (token !== null && !after) return invalid(request, 'continuation-token', token);

  const prefix = query.get('prefix') ?? '';
  const wanted = query.get('bucket-region');
  const all = await bucketsOf(context, account);
  const matching: (Listed & { region: string })[] = [];
  for (const bucket of all) {
    if (!bucket.name.startsWith(prefix) || bucket.name <= after) continue;
    const region = (await regionOf(bucket.name, context, account)) ?? 'us-east-1';
    if (!wanted || region === wanted) matching.push({ ...bucket, region });
  }
  const page = matching.slice(0, size);
  const last = page.at(-1);
  const more = matching.length > page.length && last;
  const withRegion = asked.some((name) => query.has(name));
  const list = page.map(
    ({ name, created, region }) =>
      `<Bucket><Name>${escapeXml(name)}</Name><CreationDate>${created}</CreationDate>` +
      `${withRegion ? `<BucketRegion>${region}</BucketRegion>` : ''}</Bucket>`,
  );
  return xml(
    `<ListAllMyBucketsResult xmlns="${s3Namespace}">` +
      `<Owner><ID>${canonicalId(account)}</ID></Owner><Buckets>${list.join('')}</Buckets>` +
      (more
        ? `<ContinuationToken>${Buffer.from(last.name).toString('base64url')}</ContinuationToken>`
        : '') +
      (query.has('prefix') ? `<Prefix>${escapeXml(prefix)}</Prefix>` : '') +
      '</ListAllMyBucketsResult>',
  );
}

interface Listed {
  name: string;
  created: string;
}

async function bucketsOf(context: Context, account: string): Promise<Listed[]> {
  const answer = await context.backend.ask({ url: '/', account });
  return elements(answer.body.toString(), 'Bucket')
    .map((part) => {
      const name = element(part, 'Name') ?? '';
      const told = context.world.find(name)?.bucket.created;
      return { name, created: told ?? element(part, 'CreationDate') ?? '' };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function invalid(request: AwsRequest, name: string, value: string | null): Answer {
  return errorAnswer(request, {
    status: 400,
    code: 'InvalidArgument',
    message: 'Argument is not valid',
    extra: { ArgumentName: name, ArgumentValue: value ?? '' },
  });
}
