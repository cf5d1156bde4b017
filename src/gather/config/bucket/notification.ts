import notification from '../../s3/notification.ts';
import { fieldsOf, has, part, text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

const kinds = new Map([
  ['TopicConfiguration', 'TopicConfigurations'],
  ['QueueConfiguration', 'QueueConfigurations'],
  ['LambdaConfiguration', 'LambdaFunctionConfigurations'],
  ['CloudFunctionConfiguration', 'LambdaFunctionConfigurations'],
]);

/**
 * Targets by their ids. Older items do not tell of EventBridge, and answers to queries leave it out where it is off:
 * without its key, and without another target, nobody knows whether events are sent.
 */
export default mapping({
  fact: 'notification',
  key: 'BucketNotificationConfiguration',
  mayBeNone: false,
  read(recorded, target) {
    const targets = Object.values(part(recorded, 'configurations') ?? fieldsOf(undefined));
    const answer: Record<string, unknown[]> = {};
    for (const one of targets) {
      const kind = kinds.get(text(fieldsOf(one), 'type') ?? '');
      if (kind === undefined) throw new Error('with an unknown kind of target');
      (answer[kind] ??= []).push(one);
    }
    const EventBridgeConfiguration = part(recorded, 'eventBridgeConfiguration');
    const told = has(recorded, 'eventBridgeConfiguration');
    if (!told && targets.length === 0) return undefined;
    const found = notification.read(asAnswer({ ...answer, EventBridgeConfiguration }), target);
    return told ? found : { ...found, eventBridge: 'notRecorded' as const };
  },
});
