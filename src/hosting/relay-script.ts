import { domainOf, type Partition } from './regions.ts';
import { type BakedRelay, relayKey } from './relay.ts';

export interface RelayScript {
  partition: Partition;
  /** Where to; null for every Region that the account has enabled when the script runs. */
  regions: readonly string[] | null;
  /** Buckets are called by this, a hyphen and the Region. Bucket names are unique across all accounts. */
  prefix: string;
}

/** Room for a hyphen and the longest name of a Region within the 63 characters of a bucket's name. */
const longestPrefix = 47;

/** What keeps a text from beginning the names of relay buckets, as a sentence; empty where nothing does. */
export const prefixProblem = (prefix: string): string =>
  /^[a-z0-9][a-z0-9-]{2,46}$/.test(prefix) && !prefix.endsWith('-')
    ? ''
    : `The name begins with a small letter or a digit, goes on with small letters, digits and hyphens, and has 3 to ${longestPrefix} characters.`;

/** The name of the bucket of a Region, as the scripts name it. */
export const relayBucket = (prefix: string, region: string): string => `${prefix}-${region}`;

const regionsLine = ({ regions }: RelayScript): string =>
  regions
    ? `REGIONS='${regions.join(' ')}'`
    : "REGIONS=$(aws ec2 describe-regions --query 'Regions[].RegionName' --output text)";

/**
 * The lines that store a relay in a bucket of each Region, to paste into AWS CloudShell or any terminal with the AWS
 * CLI. Doing it again replaces the relays. With `baked` the lines hold the relay's text; without, they take the file
 * `relay.html` of the folder they run in.
 */
export function installScript(script: RelayScript, baked: BakedRelay | null): string {
  const { partition, prefix } = script;
  const arn = partition;
  const file = baked
    ? `cat > ${relayKey} <<'END_OF_RELAY'
${baked.html.trimEnd()}
END_OF_RELAY
echo '${baked.sha256}  ${relayKey}' | sha256sum --check --quiet`
    : `test -s ${relayKey}`;
  return `set +H # for bash; so that an interactive one takes the text below as it is
(
set -euo pipefail
PREFIX='${prefix}' # buckets become PREFIX-REGION
${regionsLine(script)}
${file}
ACCOUNT=$(aws sts get-caller-identity --query Account --output text)
for REGION in $REGIONS; do
  BUCKET="$PREFIX-$REGION"
  MINE="--bucket $BUCKET --region $REGION --expected-bucket-owner $ACCOUNT"
  if ! aws s3api head-bucket $MINE > /dev/null 2>&1; then
    PLACE="--create-bucket-configuration LocationConstraint=$REGION"
    if [ "$REGION" = us-east-1 ]; then PLACE=''; fi
    aws s3api create-bucket --bucket "$BUCKET" --region "$REGION" $PLACE > /dev/null
  fi
  aws s3api put-object $MINE --key ${relayKey} --body ${relayKey} \\
    --content-type 'text/html; charset=utf-8' --cache-control no-cache > /dev/null
  # Everyone may read this one object, and nothing else in the bucket; no ACL can open more.
  aws s3api put-public-access-block $MINE --public-access-block-configuration \\
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=false,RestrictPublicBuckets=false
  aws s3api put-bucket-policy $MINE --policy '{
    "Version": "2012-10-17",
    "Statement": [
      { "Sid": "EveryoneReadsTheRelay", "Effect": "Allow", "Principal": "*",
        "Action": "s3:GetObject", "Resource": "arn:${arn}:s3:::'"$BUCKET"'/${relayKey}" },
      { "Sid": "OnlyEncrypted", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
        "Resource": ["arn:${arn}:s3:::'"$BUCKET"'", "arn:${arn}:s3:::'"$BUCKET"'/*"],
        "Condition": { "Bool": { "aws:SecureTransport": "false" } } }
    ]
  }'
  echo "https://s3.$REGION.${domainOf(partition)}/$BUCKET/${relayKey}"
done
)
`;
}

/** The lines that take the relays away again, with their buckets. A bucket that holds anything else stays. */
export function removeScript(script: RelayScript): string {
  return `(
set -uo pipefail
PREFIX='${script.prefix}'
${regionsLine(script)}
ACCOUNT=$(aws sts get-caller-identity --query Account --output text)
for REGION in $REGIONS; do
  BUCKET="$PREFIX-$REGION"
  MINE="--bucket $BUCKET --region $REGION --expected-bucket-owner $ACCOUNT"
  aws s3api head-bucket $MINE > /dev/null 2>&1 || continue
  aws s3api delete-object $MINE --key ${relayKey} > /dev/null
  aws s3api delete-bucket $MINE && echo "$BUCKET is gone"
done
)
`;
}
