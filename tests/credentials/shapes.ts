/**
 * Every shape in which people have credentials, as the tools print them. The unit tests read all of them, and the
 * end-to-end test pastes all of them into the real page. Made-up values.
 */
export const key = 'ASIAIOSFODNN7EXAMPLE';
export const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
export const token =
  'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQDx7kT0Pz3Yb5uQvVnR4eKZqL2mW8aS1cF6hJ9gD0yXtQIgB' +
  '3nU+rE5sT7wVxKp/LqMzN2oC4fG8iHjA6kYdWv1bZsqnwIIYxAAGgwxMjM0NTY3ODkwMTIiDKq7Rt2Yp9XcVb5nMyr8AQ0eJ4hL' +
  'u3KgTfS6DzWmPiOaBvXxNkCjQqErYw1lGdHs8F5I7t2cUo9VbRn0LyMpZeXAMPLE==';
const [arn, until] = [
  'arn:aws:sts::123456789012:assumed-role/Audit/me',
  '2031-05-06T07:08:09+00:00',
];
const ms = Date.parse(until);

export interface Shape {
  name: string;
  text: string;
  /** What the page says that it is. */
  shape: string | RegExp;
  /** Any of what the text tells beside the three values. */
  tells?: { profile?: string; region?: string; account?: string; role?: string; expires?: boolean };
}

const json = (value: unknown) => JSON.stringify(value, null, 4);
const triple = { AccessKeyId: key, SecretAccessKey: secret, SessionToken: token };
const wrap = (text: string, width: number) =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '';
const quotedExports = `export AWS_ACCESS_KEY_ID="${key}"\nexport AWS_SECRET_ACCESS_KEY="${secret}"\nexport AWS_SESSION_TOKEN="${token}"`;
const exports = quotedExports.replaceAll('"', '');
const ini = (name: string) =>
  `[${name}]\naws_access_key_id=${key}\naws_secret_access_key=${secret}\naws_session_token=${token}`;

export const shapes: readonly Shape[] = [
  { name: 'portal, option 1, macOS and Linux', text: quotedExports, shape: 'shell variables' },
  {
    name: 'portal, Windows command prompt',
    text: `SET AWS_ACCESS_KEY_ID=${key}\r\nSET AWS_SECRET_ACCESS_KEY=${secret}\r\nSET AWS_SESSION_TOKEN=${token}\r\n`,
    shape: 'variables of the Windows command prompt',
  },
  {
    name: 'portal, PowerShell',
    text: `$Env:AWS_ACCESS_KEY_ID="${key}"\r\n$Env:AWS_SECRET_ACCESS_KEY="${secret}"\r\n$Env:AWS_SESSION_TOKEN="${token}"`,
    shape: 'PowerShell variables',
  },
  {
    name: 'portal, option 2, credentials file',
    text: ini('123456789012_SecurityAudit'),
    shape: 'a profile of a credentials file',
    tells: {
      profile: '123456789012_SecurityAudit',
      account: '123456789012',
      role: 'SecurityAudit',
    },
  },
  {
    name: 'portal, option 3, labels and values on lines of their own',
    text: `AWS access key ID\n${key}\nAWS secret access key\n${secret}\nAWS session token\n${token}\n`,
    shape: 'labels and values',
  },
  { name: 'portal, option 3, bare', text: `${key}\n${secret}\n${token}\n`, shape: 'bare values' },
  {
    name: 'portal, translated headings',
    text: `AWS アクセスキー\n${key}\nAWS シークレットアクセスキー\n${secret}\nAWS セッショントークン\n${token}`,
    shape: 'bare values',
  },
  {
    name: 'portal, the whole dialog',
    text: `Option 1: Set AWS environment variables\n\n${quotedExports}\n\nOption 2: Add a profile to your AWS credentials file\n\n${ini('123456789012_Audit')}\n\nOption 3: Use individual values in your AWS service client\nAWS access key ID\n${key}\nAWS secret access key\n${secret}\nAWS session token\n${token}`,
    shape: /./,
    tells: { account: '123456789012', role: 'Audit' },
  },
  {
    name: 'export-credentials, process',
    text: json({ Version: 1, ...triple, Expiration: until }),
    shape: /export-credentials/,
    tells: { expires: true },
  },
  {
    name: 'export-credentials, env',
    text: `${exports}\nexport AWS_CREDENTIAL_EXPIRATION=${until}`,
    shape: 'shell variables',
    tells: { expires: true },
  },
  {
    name: 'export-credentials, env-no-export',
    text: exports.replaceAll('export ', ''),
    shape: 'environment variables',
  },
  {
    name: 'export-credentials, powershell',
    text: `$Env:AWS_ACCESS_KEY_ID="${key}"\n$Env:AWS_SECRET_ACCESS_KEY="${secret}"\n$Env:AWS_SESSION_TOKEN="${token}"\n$Env:AWS_CREDENTIAL_EXPIRATION="${until}"`,
    shape: 'PowerShell variables',
    tells: { expires: true },
  },
  {
    name: 'export-credentials, windows-cmd',
    text: `set AWS_ACCESS_KEY_ID=${key}\nset AWS_SECRET_ACCESS_KEY=${secret}\nset AWS_SESSION_TOKEN=${token}`,
    shape: 'variables of the Windows command prompt',
  },
  {
    name: 'export-credentials, fish',
    text: `set -gx AWS_ACCESS_KEY_ID "${key}"\nset -gx AWS_SECRET_ACCESS_KEY "${secret}"\nset -gx AWS_SESSION_TOKEN "${token}"`,
    shape: 'variables of the fish shell',
  },
  {
    name: 'assume-role',
    text: json({
      Credentials: { ...triple, Expiration: until },
      AssumedRoleUser: { AssumedRoleId: 'AROAEXAMPLEEXAMPLE000:me', Arn: arn },
    }),
    shape: 'an `aws sts assume-role` answer',
    tells: { account: '123456789012', role: 'Audit', expires: true },
  },
  {
    name: 'get-session-token',
    text: json({ Credentials: triple }),
    shape: 'an `aws sts get-session-token` answer',
  },
  {
    name: 'assume-role, after a prompt',
    text: `$ aws sts assume-role --role-arn x --role-session-name me\n${json({ Credentials: triple, AssumedRoleUser: { Arn: arn } })}\n$ `,
    shape: 'an `aws sts assume-role` answer',
  },
  {
    name: 'assume-role-with-saml',
    text: json({ Credentials: triple, AssumedRoleUser: { Arn: arn }, SubjectType: 'persistent' }),
    shape: 'an `aws sts assume-role-with-saml` answer',
  },
  {
    name: 'get-federation-token',
    text: json({
      Credentials: triple,
      FederatedUser: { Arn: 'arn:aws:sts::123456789012:federated-user/me' },
    }),
    shape: 'an `aws sts get-federation-token` answer',
  },
  {
    name: 'assume-role, text',
    text: `ASSUMEDROLEUSER\t${arn}\tAROAEXAMPLEEXAMPLE000:me\nCREDENTIALS\t${key}\t${until}\t${secret}\t${token}`,
    shape: 'the text output of `aws sts`',
    tells: { account: '123456789012', role: 'Audit', expires: true },
  },
  {
    name: 'assume-role, table',
    text: `-----------------\n|   AssumeRole  |\n+---------------+\n||                                        AssumedRoleUser                                       ||\n||  Arn  |  ${arn}  ||\n||        Credentials        ||\n|+------------------+-------------+|\n||  AccessKeyId  |  ${key}  ||\n||  Expiration  |  ${until}  ||\n||  SecretAccessKey  |  ${secret}  ||\n||  SessionToken  |  ${token}  ||\n|+------------------+-------------+|`,
    shape: /./,
    tells: { expires: true },
  },
  {
    name: 'assume-role, table lying down',
    text: `---------\n|  AssumeRole  |\n+-------+\n||  Credentials  ||\n|+-----+-----+|\n||  AccessKeyId  |  Expiration  |  SecretAccessKey  |  SessionToken  ||\n|+-----+-----+|\n||  ${key}  |  ${until}  |  ${secret}  |  ${token}  ||\n|+-----+-----+|`,
    shape: /table output/,
    tells: { expires: true },
  },
  {
    name: 'assume-role, yaml',
    text: `AssumedRoleUser:\n  Arn: ${arn}\n  AssumedRoleId: AROAEXAMPLEEXAMPLE000:me\nCredentials:\n  AccessKeyId: ${key}\n  Expiration: '${until}'\n  SecretAccessKey: ${secret}\n  SessionToken: ${token}\n`,
    shape: 'names and values',
    tells: { role: 'Audit', expires: true },
  },
  { name: 'a --query triple', text: `${key}\t${secret}\t${token}\n`, shape: 'bare values' },
  {
    name: 'a --query triple, JSON',
    text: json([key, secret, token]),
    shape: 'bare values',
  },
  {
    name: 'STS’s own XML',
    text: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser><Arn>${arn}</Arn></AssumedRoleUser><Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>\n ${token}\n</SessionToken><Expiration>2031-05-06T07:08:09Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    shape: 'an XML answer of AWS STS',
    tells: { role: 'Audit', expires: true },
  },
  {
    name: 'sso get-role-credentials',
    text: json({
      roleCredentials: {
        accessKeyId: key,
        secretAccessKey: secret,
        sessionToken: token,
        expiration: ms,
      },
    }),
    shape: 'an `aws sso get-role-credentials` answer',
    tells: { expires: true },
  },
  {
    name: 'aws-vault, ini',
    text: `[dev]\naws_access_key_id=${key}\naws_secret_access_key=${secret}\naws_session_token=${token}\naws_credential_expiration=2031-05-06T07:08:09Z\nregion=eu-west-1\n`,
    shape: 'a profile of a credentials file',
    tells: { profile: 'dev', region: 'eu-west-1', expires: true },
  },
  {
    name: 'aws-vault exec, env',
    text: `AWS_VAULT=dev\nAWS_DEFAULT_REGION=eu-west-1\nAWS_REGION=eu-west-1\nAWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=${secret}\nAWS_SESSION_TOKEN=${token}\nAWS_CREDENTIAL_EXPIRATION=2031-05-06T07:08:09Z`,
    shape: 'environment variables',
    tells: { profile: 'dev', region: 'eu-west-1', expires: true },
  },
  {
    name: 'saml2aws, bash',
    text: `export AWS_SESSION_TOKEN=${token}\nexport AWS_SECURITY_TOKEN=${token}\nexport EC2_SECURITY_TOKEN=${token}\nexport AWS_ACCESS_KEY_ID=${key}\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport SAML2AWS_PROFILE=saml\nexport AWS_CREDENTIAL_EXPIRATION='2031-05-06T07:08:09Z'`,
    shape: 'shell variables',
    tells: { profile: 'saml', expires: true },
  },
  {
    name: 'saml2aws, fish',
    text: `set -gx AWS_SESSION_TOKEN ${token}\nset -gx AWS_SECURITY_TOKEN ${token}\nset -gx AWS_ACCESS_KEY_ID ${key}\nset -gx AWS_SECRET_ACCESS_KEY ${secret}`,
    shape: 'variables of the fish shell',
  },
  {
    name: 'saml2aws, PowerShell',
    text: `$env:AWS_SESSION_TOKEN='${token}'\n$env:AWS_SECURITY_TOKEN='${token}'\n$env:AWS_ACCESS_KEY_ID='${key}'\n$env:AWS_SECRET_ACCESS_KEY='${secret}'`,
    shape: 'PowerShell variables',
  },
  {
    name: 'saml2aws, credentials file',
    text: `[saml]\naws_access_key_id        = ${key}\naws_secret_access_key    = ${secret}\naws_session_token        = ${token}\naws_security_token       = ${token}\nx_principal_arn          = ${arn}\nx_security_token_expires = 2031-05-06T09:08:09+02:00\n`,
    shape: 'a profile of a credentials file',
    tells: { profile: 'saml', account: '123456789012', role: 'Audit', expires: true },
  },
  {
    name: 'granted',
    text: `GrantedAssume ${key} ${secret} ${token} dev eu-west-1 2031-05-06T07:08:09Z None None None`,
    shape: 'a `GrantedAssume` line',
    tells: { profile: 'dev', region: 'eu-west-1', expires: true },
  },
  {
    name: 'granted, exports',
    text: `${exports}\nexport AWS_PROFILE=dev\nexport AWS_SESSION_EXPIRATION=2031-05-06T07:08:09Z\nexport GRANTED_SSO_ACCOUNT_ID=123456789012\nexport GRANTED_SSO_ROLE_NAME=Audit`,
    shape: 'shell variables',
    tells: { profile: 'dev', account: '123456789012', role: 'Audit', expires: true },
  },
  {
    name: 'Leapp: one line, token first',
    text: `export AWS_SESSION_TOKEN=${token} && export AWS_SECRET_ACCESS_KEY=${secret} && export AWS_ACCESS_KEY_ID=${key}`,
    shape: 'shell variables',
  },
  {
    name: 'gimme-aws-creds',
    text: json({
      role: { arn: 'arn:aws:iam::123456789012:role/Audit', name: 'Audit' },
      credentials: {
        aws_access_key_id: key,
        aws_secret_access_key: secret,
        aws_session_token: token,
        aws_security_token: token,
      },
    }),
    shape: 'a gimme-aws-creds answer',
    tells: { account: '123456789012', role: 'Audit' },
  },
  {
    name: 'awsume and aws-sso-cli',
    text: `${exports}\nexport AWS_ROLE_ARN=arn:aws:iam::123456789012:role/team/Audit\nexport AWSUME_PROFILE=dev\nexport AWS_SSO_ACCOUNT_ID=123456789012\nexport AWS_SSO_ROLE_NAME=Audit`,
    shape: 'shell variables',
    tells: { profile: 'dev', account: '123456789012', role: 'Audit' },
  },
  {
    name: 'metadata service',
    text: json({
      Type: '',
      AccessKeyId: key,
      SecretAccessKey: secret,
      Token: token,
      Expiration: '2031-05-06T07:08:09Z',
      Code: 'Success',
    }),
    shape: /metadata service/,
    tells: { expires: true },
  },
  {
    name: 'Cognito',
    text: json({
      IdentityId: 'eu-west-1:00000000-0000-4000-8000-000000000000',
      Credentials: {
        AccessKeyId: key,
        SecretKey: secret,
        SessionToken: token,
        Expiration: ms / 1000,
      },
    }),
    shape: 'an answer of Amazon Cognito',
    tells: { expires: true },
  },
  {
    name: 'Vault',
    text: json({
      request_id: 'x',
      data: { access_key: key, secret_key: secret, security_token: token },
    }),
    shape: 'a Vault answer',
  },
  {
    name: 'Vault, table',
    text: `Key                Value\n---                -----\nlease_id           aws/sts/dev/x\naccess_key         ${key}\nsecret_key         ${secret}\nsecurity_token     ${token}`,
    shape: 'labels and values',
  },
  {
    name: 'snake-case JSON',
    text: json({ access_key_id: key, secret_access_key: secret, session_token: token }),
    shape: 'JSON with credentials',
  },
  {
    name: 'variables of a task definition',
    text: json([
      { name: 'AWS_ACCESS_KEY_ID', value: key },
      { name: 'AWS_SECRET_ACCESS_KEY', value: secret },
      { name: 'AWS_SESSION_TOKEN', value: token },
    ]),
    shape: 'JSON with credentials',
  },
  {
    name: 'Terraform and Python',
    text: `session = boto3.Session(aws_access_key_id="${key}", aws_secret_access_key="${secret}",\n  aws_session_token="${token}")`,
    shape: 'names and values',
  },
  {
    name: 'Python environment',
    text: `os.environ["AWS_ACCESS_KEY_ID"] = "${key}"\nos.environ["AWS_SECRET_ACCESS_KEY"] = "${secret}"\nos.environ["AWS_SESSION_TOKEN"] = "${token}"`,
    shape: /./,
  },
  {
    name: '.env',
    text: `# keys of today\nAWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY="${secret}"\nAWS_SESSION_TOKEN='${token}'\nAWS_REGION=eu-central-1\n`,
    shape: 'environment variables',
    tells: { region: 'eu-central-1' },
  },
  {
    name: 'Docker options',
    text: `docker run -e AWS_ACCESS_KEY_ID=${key} -e AWS_SECRET_ACCESS_KEY=${secret} --env AWS_SESSION_TOKEN=${token} image`,
    shape: 'options of Docker',
  },
  {
    name: 'YAML',
    text: `environment:\n  AWS_ACCESS_KEY_ID: ${key}\n  AWS_SECRET_ACCESS_KEY: ${secret}\n  AWS_SESSION_TOKEN: ${token}\n`,
    shape: 'environment variables',
  },
  {
    name: 'YAML, folded',
    text: `AccessKeyId: ${key}\nSecretAccessKey: ${secret}\nSessionToken: >-\n  ${wrap(token, 76).replaceAll('\n', '\n  ')}\n`,
    shape: 'names and values',
  },
  {
    name: 'C shell',
    text: `setenv AWS_ACCESS_KEY_ID ${key}\nsetenv AWS_SECRET_ACCESS_KEY ${secret}\nsetenv AWS_SESSION_TOKEN ${token}`,
    shape: 'variables of the C shell',
  },
  {
    name: 'aws configure set',
    text: `aws configure set aws_access_key_id ${key}\naws configure set aws_secret_access_key ${secret}\naws configure set aws_session_token ${token}`,
    shape: '`aws configure set` commands',
  },
  {
    name: 'PowerShell, SetEnvironmentVariable',
    text: `[Environment]::SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "${key}")\n[Environment]::SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "${secret}")\n[Environment]::SetEnvironmentVariable("AWS_SESSION_TOKEN", "${token}")`,
    shape: 'PowerShell variables',
  },
  {
    name: 'command prompt, set in quotes',
    text: `set "AWS_ACCESS_KEY_ID=${key}"&& set "AWS_SECRET_ACCESS_KEY=${secret}"&& set "AWS_SESSION_TOKEN=${token}"`,
    shape: 'variables of the Windows command prompt',
  },
  // What happens to text on its way.
  {
    name: 'smart quotes, byte order mark, other spaces',
    text: `\ufeff${quotedExports.replace(/"([^"]*)"/g, '\u201c$1\u201d').replaceAll(' ', '\u00a0')}`,
    shape: 'shell variables',
  },
  {
    name: 'prompts before the commands',
    text: quotedExports.replaceAll('export', '[me@host ~]$ export'),
    shape: 'shell variables',
  },
  {
    name: 'root’s prompt',
    text: quotedExports.replaceAll('export', '# export'),
    shape: 'shell variables',
  },
  {
    name: 'PowerShell’s prompt',
    text: `PS C:\\Users\\me> $Env:AWS_ACCESS_KEY_ID="${key}"\nPS C:\\Users\\me> $Env:AWS_SECRET_ACCESS_KEY="${secret}"\nPS C:\\Users\\me> $Env:AWS_SESSION_TOKEN="${token}"`,
    shape: 'PowerShell variables',
  },
  {
    name: 'trailing backslashes and semicolons',
    text: `AWS_ACCESS_KEY_ID=${key} \\\nAWS_SECRET_ACCESS_KEY=${secret} \\\nAWS_SESSION_TOKEN=${token}; aws s3 ls`,
    shape: 'environment variables',
  },
  {
    name: 'a token wrapped in quotes',
    text: quotedExports.replace(token, wrap(token, 80)),
    shape: 'shell variables',
  },
  {
    name: 'a token wrapped, without quotes',
    text: exports.replace(token, wrap(token, 79)),
    shape: 'shell variables',
  },
  {
    name: 'a token wrapped, first of three',
    text: `export AWS_SESSION_TOKEN=${wrap(token, 61)}\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport AWS_ACCESS_KEY_ID=${key}`,
    shape: 'shell variables',
  },
  {
    name: 'a bare token wrapped',
    text: `${key}\n${secret}\n${wrap(token, 72)}`,
    shape: 'bare values',
  },
  {
    name: 'JSON wrapped by a terminal',
    text: json({ Credentials: triple }).replace(token, wrap(token, 80)),
    shape: 'a part of JSON',
  },
  {
    name: 'JSON cut at its end',
    text: json({ Credentials: triple }).replace(/\s*}\s*}$/, ''),
    shape: 'a part of JSON',
  },
  {
    name: 'JSON inside a string, as in a log',
    text: `"message": ${JSON.stringify(json({ Credentials: triple }))}`,
    shape: /./,
  },
  {
    name: 'a key that begins with AKIA, with a token, as in AWS’s own example',
    text: quotedExports.replace(key, 'AKIAIOSFODNN7EXAMPLE'),
    shape: 'shell variables',
  },
  {
    name: 'every name twice',
    text: `${quotedExports}\n${exports}`,
    shape: 'shell variables',
  },
  {
    name: 'lower-case names',
    text: exports
      .replaceAll('export ', '')
      .toLowerCase()
      .replace(key.toLowerCase(), key)
      .replace(secret.toLowerCase(), secret)
      .replace(token.toLowerCase(), token),
    shape: 'names and values',
  },
];
