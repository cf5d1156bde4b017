import { escapeXml, xml, type Answer } from './answer.ts';
import type { AwsRequest } from './request.ts';

const values = (form: URLSearchParams, name: string): string[] =>
  [...form].flatMap(([key, value]) => (key.startsWith(`${name}.member.`) ? [value] : []));

/**
 * IAM's simulation, which moto lacks: one result for each action and resource, allowed where the test says so.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const simulates =
  (allows: (action: string, resource: string, source: string) => boolean) =>
  (request: AwsRequest): Answer => {
    const form = new URLSearchParams(request.body.toString());
    const source = form.get('PolicySourceArn') ?? '';
    const resources = values(form, 'ResourceArns');
    const results = values(form, 'ActionNames').flatMap((action) =>
      (resources.length > 0 ? resources : ['*']).map(
        (resource) =>
          `<member><EvalActionName>${escapeXml(action)}</EvalActionName>` +
          `<EvalResourceName>${escapeXml(resource)}</EvalResourceName><EvalDecision>` +
          `${allows(action, resource, source) ? 'allowed' : 'implicitDeny'}</EvalDecision>` +
          '<MatchedStatements/><MissingContextValues/></member>',
      ),
    );
    return xml(
      `<SimulatePrincipalPolicyResponse xmlns="${request.service.xmlns ?? ''}">` +
        `<SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>` +
        `${results.join('')}</EvaluationResults></SimulatePrincipalPolicyResult><ResponseMetadata>` +
        '<RequestId>11111111-2222-3333-4444-555555555555</RequestId></ResponseMetadata>' +
        '</SimulatePrincipalPolicyResponse>',
    );
  };
