import check from '../../src/checks/event-notifications.ts';
import { testCheck } from '../test-check.ts';

const none = { topics: 0, queues: 0, functions: 0, eventBridge: false };

testCheck(check, {
  pass: [
    { name: 'topics', facts: { notification: { ...none, topics: 1 } } },
    { name: 'queues', facts: { notification: { ...none, queues: 2 } } },
    { name: 'functions', facts: { notification: { ...none, functions: 1 } } },
    {
      name: 'EventBridge and a queue',
      facts: { notification: { ...none, eventBridge: true, queues: 1 } },
      because: 'Events are sent to EventBridge, SQS queues.',
    },
  ],
  fail: [
    {
      name: 'none, which S3 says with an empty answer',
      facts: { notification: none },
      because: 'No event notifications are configured.',
    },
  ],
  notAssessed: [
    {
      name: 'refused',
      facts: { tags: null },
      because: /^The event notifications could not be read/,
    },
  ],
});
