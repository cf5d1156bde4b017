import {
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  ListBackupPlansCommand,
  ListBackupSelectionsCommand,
} from '@aws-sdk/client-backup';
import type { BackupPlan, BackupSelection } from '../../model/backup.ts';
import { need, needList } from '../answer.ts';
import { readPlan, readSelection } from '../forms/backup-plan.ts';
import { awaited, detail, pagedGatherer } from '../gatherer.ts';

const selectionDetail = detail<BackupSelection>()({
  operation: 'GetBackupSelection',
  action: 'backup:GetBackupSelection',
  call: GetBackupSelectionCommand,
  input: ({ plan, id }) => ({ BackupPlanId: plan, SelectionId: id }),
  absent: [],
  read: readSelection,
});

const ofPlan = detail<BackupPlan>();

/** The backup plans of a Region, each with its rules and with what it selects. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupPlans.html */
export default pagedGatherer({
  fact: 'backupPlans',
  service: 'backup',
  operation: 'ListBackupPlans',
  action: 'backup:ListBackupPlans',
  call: ListBackupPlansCommand,
  input: () => ({ MaxResults: 1000 }),
  absent: [],
  read: ({ BackupPlansList }) =>
    needList(BackupPlansList, 'a list').map(({ BackupPlanId, BackupPlanName }) => ({
      id: need(BackupPlanId, 'an id'),
      name: need(BackupPlanName, 'a name'),
      detail: awaited,
      selections: awaited,
    })),
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
  details: {
    detail: ofPlan({
      operation: 'GetBackupPlan',
      action: 'backup:GetBackupPlan',
      call: GetBackupPlanCommand,
      input: ({ id }) => ({ BackupPlanId: id }),
      absent: [],
      read: readPlan,
    }),
    selections: ofPlan({
      operation: 'ListBackupSelections',
      action: 'backup:ListBackupSelections',
      call: ListBackupSelectionsCommand,
      input: ({ id }) => ({ BackupPlanId: id, MaxResults: 1000 }),
      absent: [],
      read: ({ BackupSelectionsList }, { id: plan }) =>
        needList(BackupSelectionsList, 'a list').map(({ SelectionId, SelectionName }) => ({
          plan,
          id: need(SelectionId, 'an id'),
          name: SelectionName ?? '',
          detail: awaited,
        })),
      next: ({ NextToken }) => (NextToken ? { NextToken } : null),
      details: { detail: selectionDetail },
    }),
  },
});
