import { severities, type Severity, verdicts, type VerdictWord } from '../../model/check.ts';
import { defaultSettings, settingNames, settingTitle } from '../../model/settings.ts';
import { exposureSays } from '../../model/exposure-words.ts';
import type { ReportInput } from '../input/types.ts';
import { changedSettings, settingSays } from '../settings.ts';
import { fontsMissing } from './fonts.ts';
import { textWidth } from './look.ts';
import { heading } from './headings.ts';
import { severityWord, verdictWord } from './marks.ts';
import { block, type Paper } from './paper.ts';
import { openTable } from './table.ts';

const verdictMeans: Readonly<Record<VerdictWord, string>> = {
  fail: 'The settings that were read show that it is not so. Where part of it is covered, the reason names that part.',
  notAssessed:
    'A setting that could change the answer was not read. It is neither a pass nor a fail, and counts as neither.',
  pass: 'The settings that were read show that it is so, whatever the settings that were not read may be.',
  notApplicable: 'The question has no meaning for this resource. It counts in no share.',
};

const severityMeans: Readonly<Record<Severity, string>> = {
  critical: 'Strangers can read or change data now. Act today.',
  high: 'One further mistake, or one leaked credential, exposes or destroys data. Act this week.',
  medium: 'A protection that limits damage, or lets it be noticed, is missing. Plan it.',
  low: 'Good practice that makes mistakes less likely.',
  info: 'Worth knowing; it may well be intended.',
};

/** Room for the head and the first rows of a table, so that they stay with what leads up to them. */
const beforeTable = 90;

/** The last chapter: what the words and numbers of the report mean, and what they do not. */
export function writeReading(paper: Paper, { exposureLimits, head }: ReportInput): void {
  heading(paper, 2, 'Verdicts', { before: 0 });
  const table = openTable(paper, [
    { title: 'Verdict', width: 105 },
    { title: 'Meaning', width: textWidth - 105 },
  ]);
  for (const verdict of verdicts)
    table.row([
      { text: [verdictWord(verdict)], mark: verdict, names: true },
      { text: verdictMeans[verdict] },
    ]);
  table.end();

  heading(paper, 2, 'Severity', { keep: 60 + beforeTable });
  block(
    paper,
    'Severity belongs to the check, not to the bucket: it says how much a fail matters where nothing else is known. What a bucket holds, and who needs it, can raise or lower it; that judgement is the reader’s.',
    { keep: beforeTable },
  );
  const grades = openTable(paper, [
    { title: 'Severity', width: 105 },
    { title: 'Meaning of a fail', width: textWidth - 105 },
  ]);
  for (const severity of severities)
    grades.row([
      { text: [severityWord(severity)], plate: severity, names: true },
      { text: severityMeans[severity] },
    ]);
  grades.end();

  heading(paper, 2, 'Coverage');
  block(
    paper,
    'A question is one check about one resource. "Assessed" counts passes and fails, of all questions but those that do not apply. A low share means that little is known, not that little is wrong.',
  );

  heading(paper, 2, 'What the findings rest on');
  block(
    paper,
    'Settings were read with calls that change nothing; objects were not read. A verdict about access follows AWS’s published rules for bucket policies, ACLs, Object Ownership, Block Public Access and access points. Policies of an organisation, of VPC endpoints and of identities in other accounts are outside what was read, unless a finding says otherwise.',
  );

  heading(paper, 2, 'Who gets in');
  block(paper, exposureSays.now);
  for (const limit of exposureLimits) block(paper, limit);

  heading(paper, 2, 'Settings', { keep: 60 + beforeTable });
  block(
    paper,
    'Some findings depend on what the user has set for this audit. A finding of a check that heeds none of these does not.',
    { keep: beforeTable },
  );
  const set = head.settings ?? defaultSettings;
  const changed = changedSettings(head.settings);
  const settings = openTable(paper, [
    { title: 'Setting', width: 150 },
    { title: 'Set to', width: textWidth - 150 - 80 },
    { title: 'State', width: 80 },
  ]);
  for (const name of settingNames)
    settings.row([
      { text: settingTitle[name], names: true },
      { text: settingSays(name, set) },
      { text: changed.includes(name) ? 'changed' : 'as shipped' },
    ]);
  settings.end();

  heading(paper, 2, 'Signs in names');
  block(
    paper,
    'Names are shown letter by letter. A character that shows nothing or turns the text around it is written out, as in [U+202E]; one that the fonts of this report do not have is shown as \uFFFD, and stands as it is in the CSV.',
  );
  if (paper.fonts.incomplete) block(paper, fontsMissing);
}
