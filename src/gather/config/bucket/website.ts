import website from '../../s3/website.ts';
import { part, text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

export default mapping({
  fact: 'website',
  key: 'BucketWebsiteConfiguration',
  mayBeNone: true,
  read(recorded, target) {
    const Suffix = text(recorded, 'indexDocumentSuffix');
    const Key = text(recorded, 'errorDocument');
    const all = part(recorded, 'redirectAllRequestsTo');
    const answer = {
      IndexDocument: { Suffix },
      ErrorDocument: { Key },
      ...(all && { RedirectAllRequestsTo: { HostName: text(all, 'hostName') } }),
    };
    return website.read(asAnswer(answer), target);
  },
});
