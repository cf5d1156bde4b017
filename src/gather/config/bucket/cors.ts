import cors from '../../s3/cors.ts';
import { fieldsOf, list, texts } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

export default mapping({
  fact: 'cors',
  key: 'BucketCrossOriginConfiguration',
  mayBeNone: true,
  read(recorded, target) {
    const CORSRules = list(recorded, 'rules')
      ?.map(fieldsOf)
      .map((rule) => ({
        AllowedOrigins: texts(rule, 'allowedOrigins'),
        AllowedMethods: texts(rule, 'allowedMethods', 100),
        AllowedHeaders: texts(rule, 'allowedHeaders'),
      }));
    return cors.read(asAnswer({ CORSRules }), target);
  },
});
