import logging from '../../s3/logging.ts';
import { text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

/** Without a destination where it is off. */
export default mapping({
  fact: 'logging',
  key: 'BucketLoggingConfiguration',
  mayBeNone: true,
  read(recorded, target) {
    const TargetBucket = text(recorded, 'destinationBucketName');
    const TargetPrefix = text(recorded, 'logFilePrefix');
    return logging.read(asAnswer({ LoggingEnabled: { TargetBucket, TargetPrefix } }), target);
  },
});
