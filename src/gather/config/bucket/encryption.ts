import encryption from '../../s3/encryption.ts';
import { fieldsOf, flag, list, part, text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

/** The types that uploads may not use are not among what Config records. */
export default mapping({
  fact: 'encryption',
  key: 'ServerSideEncryptionConfiguration',
  mayBeNone: false,
  read(recorded, target) {
    const Rules = list(recorded, 'rules')
      ?.map(fieldsOf)
      .map((rule) => {
        const byDefault = part(rule, 'applyServerSideEncryptionByDefault') ?? {};
        return {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: text(byDefault, 'sseAlgorithm', 100),
            KMSMasterKeyID: text(byDefault, 'kmsMasterKeyID'),
          },
          BucketKeyEnabled: flag(rule, 'bucketKeyEnabled'),
        };
      });
    const answer = asAnswer({ ServerSideEncryptionConfiguration: { Rules } });
    return (encryption.read(answer, target) ?? []).map((rule) => ({
      ...rule,
      blockedTypes: 'notRecorded' as const,
    }));
  },
});
