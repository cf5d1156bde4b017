import { isExternalId, isRoleArn, isSessionName, sessionNameOf } from '../../report/role.ts';
import type { RoleRequest } from '../engine/protocol.ts';

/** A role as typed. */
export type RoleForm = Omit<RoleRequest, 'durationSeconds'> & { durationSeconds: string };

export type RoleProblems = Partial<Record<keyof RoleForm, string>>;

/** An empty form, its session named after the day, so that CloudTrail shows which sessions were ours. */
export const emptyRole = (now: Date): RoleForm => ({
  roleArn: '',
  externalId: '',
  mfaSerial: '',
  mfaCode: '',
  durationSeconds: '3600',
  sessionName: sessionNameOf(now),
  narrowed: true,
});

/** What AWS would not take, field by field. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function roleProblemsOf(form: RoleForm): RoleProblems {
  const problems: RoleProblems = {};
  const trimmed = trim(form);
  if (!isRoleArn(trimmed.roleArn))
    problems.roleArn = 'Enter the ARN of a role, such as arn:aws:iam::123456789012:role/Audit.';
  if (trimmed.externalId !== '' && !isExternalId(trimmed.externalId))
    problems.externalId = 'An external ID has 2 to 1224 letters, digits or signs of +=,.@:/-_.';
  if (trimmed.mfaSerial !== '' && !/^[\w+=/:,.@-]{9,256}$/.test(trimmed.mfaSerial))
    problems.mfaSerial = 'Enter the ARN of the MFA device, or its serial number.';
  if (trimmed.mfaSerial !== '' && !/^\d{6}$/.test(trimmed.mfaCode))
    problems.mfaCode = 'Enter the six digits that the device shows now.';
  if (trimmed.mfaSerial === '' && trimmed.mfaCode !== '')
    problems.mfaSerial = 'Enter the device that the code is of.';
  problems.durationSeconds = durationProblem(trimmed.durationSeconds);
  if (problems.durationSeconds === '') delete problems.durationSeconds;
  if (!isSessionName(trimmed.sessionName))
    problems.sessionName = 'A session name has 2 to 64 letters, digits or signs of +=,.@-_.';
  return problems;
}

function durationProblem(text: string): string {
  const seconds = Number(text);
  return Number.isInteger(seconds) && seconds >= 900 && seconds <= 43_200
    ? ''
    : 'Enter a number of seconds from 900 to 43200.';
}

/** What the form stands for. Call it on a form without problems. */
export const roleOf = (form: RoleForm): RoleRequest => ({
  ...trim(form),
  durationSeconds: Number(form.durationSeconds),
});

const trim = (form: RoleForm): RoleForm => ({
  ...form,
  roleArn: form.roleArn.trim(),
  externalId: form.externalId.trim(),
  mfaSerial: form.mfaSerial.trim(),
  mfaCode: form.mfaCode.replace(/\s/g, ''),
  sessionName: form.sessionName.trim(),
});
