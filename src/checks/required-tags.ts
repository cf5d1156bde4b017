import { check, fail, pass } from '../model/check.ts';
import { tagSays } from '../model/settings.ts';

export default check({
  id: 'required-tags',
  title: 'The bucket carries the tags that are asked for',
  topic: 'Governance and hygiene',
  severity: 'info',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.9', 'A.5.12'] },
  needs: ['tags'],
  settings: ['requiredTags'],
  why: 'Tags tell whose a bucket is and what it holds, so that somebody can be asked, and that rules can rest on it.',
  fix: {
    text: 'Add the tags that are missing. The command replaces all tags, so repeat the present ones.',
    cli: 'aws s3api put-bucket-tagging --bucket BUCKET --tagging file://tags.json',
    console: 'S3 > bucket > Properties > Tags > Edit',
    terraform: 'aws_s3_bucket.tags',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html',
  evaluate(facts, { settings: { requiredTags } }) {
    // Tags that AWS sets itself say nothing of an owner.
    const tags = (facts.tags ?? []).filter(({ key }) => !/^aws:/i.test(key));
    if (requiredTags.length === 0)
      return tags.length > 0
        ? pass(`The bucket carries ${tags.length === 1 ? '1 tag' : `${tags.length} tags`}.`)
        : fail('The bucket carries no tags of its owner.');
    const absent = requiredTags.filter(
      ({ key, value }) =>
        !tags.some((tag) => tag.key === key && (value === '' || tag.value === value)),
    );
    return absent.length === 0
      ? pass('The bucket carries every tag that is asked for.')
      : fail(`Tags are missing: ${absent.map(tagSays).join(', ')}.`);
  },
});
