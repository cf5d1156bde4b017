import acceleration from '../../../src/gather/s3/acceleration.ts';
import cors from '../../../src/gather/s3/cors.ts';
import inventory from '../../../src/gather/s3/inventory.ts';
import notification from '../../../src/gather/s3/notification.ts';
import tags from '../../../src/gather/s3/tags.ts';
import website from '../../../src/gather/s3/website.ts';
import { complete, testReads } from '../wire.ts';

const ns = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

const arn = (service: string) => `arn:aws:${service}:eu-west-1:111122223333:x`;
const event = '<Event>s3:ObjectCreated:*</Event>';
const none = { topics: 0, queues: 0, functions: 0, eventBridge: false };
testReads(notification, {
  read: {
    none: [`<NotificationConfiguration ${ns}/>`, none],
    'EventBridge is an empty element': [
      `<NotificationConfiguration ${ns}><EventBridgeConfiguration/></NotificationConfiguration>`,
      { ...none, eventBridge: true },
    ],
    'every kind': [
      `<NotificationConfiguration ${ns}>` +
        `<TopicConfiguration><Topic>${arn('sns')}</Topic>${event}</TopicConfiguration>` +
        `<QueueConfiguration><Queue>${arn('sqs')}</Queue>${event}</QueueConfiguration>`.repeat(2) +
        `<CloudFunctionConfiguration><CloudFunction>${arn('lambda')}</CloudFunction>${event}</CloudFunctionConfiguration>`.repeat(
          3,
        ) +
        '<EventBridgeConfiguration></EventBridgeConfiguration></NotificationConfiguration>',
      { topics: 1, queues: 2, functions: 3, eventBridge: true },
    ],
  },
});

const site = (inner: string) => `<WebsiteConfiguration ${ns}>${inner}</WebsiteConfiguration>`;
testReads(website, {
  read: {
    pages: [
      site(
        '<IndexDocument><Suffix>index.html</Suffix></IndexDocument><ErrorDocument><Key>エラー.html</Key></ErrorDocument>',
      ),
      { indexDocument: 'index.html', errorDocument: 'エラー.html', redirectHost: null },
    ],
    'an index alone': [
      site('<IndexDocument><Suffix>index.html</Suffix></IndexDocument>'),
      { indexDocument: 'index.html', errorDocument: null, redirectHost: null },
    ],
    'a redirect': [
      site('<RedirectAllRequestsTo><HostName>www.example.com</HostName></RedirectAllRequestsTo>'),
      { indexDocument: null, errorDocument: null, redirectHost: 'www.example.com' },
    ],
  },
  unread: {
    'neither index nor redirect': site(''),
    'a redirect to nowhere': site('<RedirectAllRequestsTo/>'),
    'an empty answer': '',
  },
});

const origins = (inner: string) => `<CORSConfiguration ${ns}>${inner}</CORSConfiguration>`;
testReads(cors, {
  read: {
    'two rules': [
      origins(
        '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>' +
          '<CORSRule><AllowedOrigin>https://a.example</AllowedOrigin><AllowedOrigin>https://*.b.example</AllowedOrigin>' +
          '<AllowedMethod>PUT</AllowedMethod><AllowedMethod>POST</AllowedMethod><AllowedHeader>*</AllowedHeader></CORSRule>',
      ),
      [
        { allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: [] },
        {
          allowedOrigins: ['https://a.example', 'https://*.b.example'],
          allowedMethods: ['PUT', 'POST'],
          allowedHeaders: ['*'],
        },
      ],
    ],
  },
  unread: {
    'no rule': origins(''),
    'a rule without origin': origins('<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>'),
    'a rule without method': origins('<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>'),
    'an empty answer': '',
  },
});

const tagSet = (inner: string) => `<Tagging ${ns}><TagSet>${inner}</TagSet></Tagging>`;
testReads(tags, {
  read: {
    'as they were written': [
      tagSet(
        '<Tag><Key>所有者</Key><Value>データ基盤</Value></Tag><Tag><Key> a </Key><Value>&lt;b&gt; &amp;amp; 1</Value></Tag>' +
          '<Tag><Key>1.0</Key><Value>007</Value></Tag><Tag><Key>__proto__</Key><Value>x</Value></Tag>',
      ),
      [
        { key: '所有者', value: 'データ基盤' },
        { key: ' a ', value: '<b> &amp; 1' },
        { key: '1.0', value: '007' },
        { key: '__proto__', value: 'x' },
      ],
    ],
    'an empty value, written or left out': [
      tagSet('<Tag><Key>a</Key><Value/></Tag><Tag><Key>b</Key></Tag>'),
      [
        { key: 'a', value: '' },
        { key: 'b', value: '' },
      ],
    ],
    'an empty set': [tagSet(''), []],
  },
  unread: {
    'a tag without a key': tagSet('<Tag><Value>x</Value></Tag>'),
    'no set': `<Tagging ${ns}/>`,
    'an empty answer': '',
  },
});

const speed = (inner: string) =>
  `<AccelerateConfiguration ${ns}>${inner}</AccelerateConfiguration>`;
testReads(acceleration, {
  read: {
    'never set': [speed(''), null],
    on: [speed('<Status>Enabled</Status>'), 'Enabled'],
    suspended: [speed('<Status>Suspended</Status>'), 'Suspended'],
  },
  unread: { 'a status that nobody knows': speed('<Status>Paused</Status>') },
});

const inventoryList = (inner: string) =>
  `<ListInventoryConfigurationsResult ${ns}>${inner}</ListInventoryConfigurationsResult>`;
const to =
  '<Destination><S3BucketDestination><Bucket>arn:aws:s3:::lists</Bucket><Format>CSV</Format></S3BucketDestination></Destination>';
const daily =
  '<IncludedObjectVersions>All</IncludedObjectVersions><Schedule><Frequency>Daily</Frequency></Schedule>';
const one = (id: string, rest = `${to}<IsEnabled>true</IsEnabled>${daily}`) =>
  `<InventoryConfiguration><Id>${id}</Id>${rest}</InventoryConfiguration>`;
const entry = (
  id: string,
  enabled = true,
  destinationAccount: string | null = null,
  some = {},
) => ({
  id,
  enabled,
  destinationBucketArn: 'arn:aws:s3:::lists',
  destinationAccount,
  frequency: 'Daily',
  wholeBucket: true,
  allVersions: true,
  ...some,
});
const end = '<IsTruncated>false</IsTruncated>';
testReads(inventory, {
  read: {
    none: [inventoryList(end), complete()],
    'one page': [
      inventoryList(one('a') + one('b', `${to}<IsEnabled>false</IsEnabled>${daily}`) + end),
      complete(entry('a'), entry('b', false)),
    ],
    'a destination of another account': [
      inventoryList(
        one(
          'a',
          `${to.replace('<Bucket>', '<AccountId>444455556666</AccountId><Bucket>')}<IsEnabled>true</IsEnabled>${daily}`,
        ) + end,
      ),
      complete(entry('a', true, '444455556666')),
    ],
    'a prefix, and current versions alone': [
      inventoryList(
        one(
          'a',
          `${to}<IsEnabled>true</IsEnabled><Filter><Prefix>x/</Prefix></Filter>${daily.replace('All', 'Current')}`,
        ) + end,
      ),
      complete(entry('a', true, null, { wholeBucket: false, allVersions: false })),
    ],
    'several pages': [
      [
        inventoryList(
          `${one('a')}<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>`,
        ),
        inventoryList(one('b') + end),
      ],
      complete(entry('a'), entry('b')),
    ],
  },
  unread: {
    'more, but no way to it': inventoryList(`${one('a')}<IsTruncated>true</IsTruncated>`),
    'a list to nowhere': inventoryList(one('a', `<IsEnabled>true</IsEnabled>${daily}`) + end),
    'without a word on being enabled': inventoryList(one('a', to + daily) + end),
    'without a schedule': inventoryList(one('a', `${to}<IsEnabled>true</IsEnabled>`) + end),
    'without an id': inventoryList(
      `<InventoryConfiguration>${to}<IsEnabled>true</IsEnabled>${daily}</InventoryConfiguration>${end}`,
    ),
  },
});
