/** What `--help` prints. */
export const help = `Bucketproof collector: reads the security settings of every S3 bucket of one AWS account
and writes them to a file, which the Bucketproof page opens. It only reads (Get, List and Describe calls),
never an object's content, and sends nothing anywhere but to AWS.

  node collect.mjs --out account.json

What to read
  --regions A,B       only buckets of these Regions
  --buckets A,B       only these buckets; @FILE reads the names from a file, one a line
  --dry-run           print the calls, roughly how many, and the IAM policy that allows them; send nothing
  --sample-objects N  also look at N objects, drawn at random, of each bucket that --buckets names: their ACLs.
                      Each request is charged, and shows in data events; --dry-run says how many there are
  --sample-encryption with it: how they are encrypted too, which takes leave to read them (s3:GetObject)

With which credentials
  --profile NAME      a profile of your AWS configuration files
  --region REGION     where to begin                    (AWS_REGION, the profile's, or us-east-1)
  --role-arn ARN      take on this role first
  --external-id ID    the external ID that the role asks for
  --session-name NAME what CloudTrail calls the session                            (bucketproof-DATE)

Where to write
  --out FILE          where to write; "-" for standard output; ".gz" compresses    (bucketproof.json)
  --base64            also print the file as text to copy, where downloads are forbidden
  --resume            go on where a run with the same --out was broken off
  --concurrency N     calls under way at once, 1 to 256                            (64)
  --quiet             no progress

Other stores than AWS
  --endpoint URL      another S3-compatible address instead of AWS
  --provider aws      with --endpoint: the address stands for all of AWS (an emulator or a proxy)
  --account-name NAME with --endpoint: what to call the account in reports

  --help, --version

Credentials come from the environment, the profile or the machine, as for the AWS CLI; in AWS CloudShell
they are there already. The managed policy SecurityAudit allows most of the reads; --dry-run prints exactly what is
asked. A refused read is written down as refused, and the rest goes on.

While it runs, FILE.part keeps what was read so far. A run that ends early, or is killed, goes on from there
with --resume.

Exit codes: 0 complete, 1 nothing could be read or written, 2 wrong usage, 3 ended early with the file written.`;
