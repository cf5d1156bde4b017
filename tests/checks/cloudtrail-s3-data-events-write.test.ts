import check from '../../src/checks/cloudtrail-s3-data-events-write.ts';
import { eventCases } from '../event-cases.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, eventCases('write'));
