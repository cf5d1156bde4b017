import type { Answer } from './answer.ts';
import { denial, errorAnswer, type Refuser } from './errors.ts';
import { faultOf, type Fault } from './faults.ts';
import { rolls } from './generated.ts';
import type { AwsRequest } from './request.ts';

/** Which requests a rule speaks of: all of the given names must match; a list means any of it. */
interface When {
  service?: string | readonly string[];
  operation?: string | readonly string[];
  /** An IAM action, for example `s3:GetBucketPublicAccessBlock`. */
  action?: string | readonly string[];
  bucket?: string | readonly string[];
  region?: string | readonly string[];
  accessKey?: string | readonly string[];
  /** Where the signature is: `header`, `query` or `none`. */
  signed?: string | readonly string[];
  /** Text that the request's body contains, for example the id of an account that a query asks for. */
  body?: string;
}

/**
 * What happens instead of the answer. `deny` comes after the checks of Region and owner, as on
 * AWS; all others come first. `reset` breaks the connection, `hang` never answers. A latency is
 * waited for and then the next rule, or the real answer, follows.
 */
type Deed =
  | 'deny'
  | 'throttle'
  | 'reset'
  | 'expire'
  | 'invalidToken'
  | 'invalidKey'
  | 'serverError'
  | 'hang'
  | { latencyMs: number }
  | { status: number; code: string; message?: string; body?: string };

export interface Rule {
  when?: When;
  do: Deed;
  /** How often the rule acts; without it, always. */
  times?: number;
  /** How many matching requests pass before the rule begins to act. */
  after?: number;
  /** Which share of the matching requests it acts on, from 0 to 1, by dice that fall alike in every run. Default: all. */
  share?: number;
  /** For `deny`: whose refusal the message tells of. Default: the missing permission. */
  because?: Refuser;
  /** The error body and its message repeat the credentials that were sent, as S3's can. */
  echoToken?: boolean;
}

export type Outcome =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'reset' }
  | { kind: 'hang' }
  | { kind: 'wait'; ms: number };

type Phase = 'first' | 'permission';

/** Keeps count of how often each rule has matched, so one script serves one list of rules. */
export interface Script {
  outcomes(request: AwsRequest, phase: Phase, caller: string): Outcome[];
  /** Whether nothing at all answers there: lasting resets and hangs meet preflights as well. */
  silence(request: AwsRequest): 'reset' | 'hang' | undefined;
}

export function startScript(rules: readonly Rule[]): Script {
  const matched = new Map<Rule, number>();
  const thrown = new Map<Rule, () => number>();
  const dice = (rule: Rule) => {
    const own = thrown.get(rule) ?? rolls(rules.indexOf(rule) + 1);
    thrown.set(rule, own);
    return own;
  };
  return {
    outcomes(request, phase, caller) {
      const outcomes: Outcome[] = [];
      for (const rule of rules) {
        if ((rule.do === 'deny') !== (phase === 'permission')) continue;
        if (!matches(rule.when, request)) continue;
        const seen = matched.get(rule) ?? 0;
        matched.set(rule, seen + 1);
        const from = rule.after ?? 0;
        if (seen < from || seen >= from + (rule.times ?? Infinity)) continue;
        if (rule.share !== undefined && dice(rule)() >= rule.share) continue;
        const outcome = outcomeOf(rule, request, caller);
        outcomes.push(outcome);
        if (outcome.kind !== 'wait') break;
      }
      return outcomes;
    },
    silence(request) {
      const rule = rules.find(
        (r) =>
          (r.do === 'reset' || r.do === 'hang') &&
          r.times === undefined &&
          r.after === undefined &&
          r.share === undefined &&
          matches(r.when, request),
      );
      return rule?.do === 'reset' || rule?.do === 'hang' ? rule.do : undefined;
    },
  };
}

const fits = (wanted: string | readonly string[] | undefined, is: string | undefined): boolean =>
  wanted === undefined || (is !== undefined && [wanted].flat().includes(is));

function matches(when: When = {}, request: AwsRequest): boolean {
  return (
    fits(when.service, request.service.name) &&
    fits(when.operation, request.operation) &&
    fits(when.action, request.action) &&
    fits(when.bucket, request.bucket) &&
    fits(when.region, request.region) &&
    fits(when.accessKey, request.accessKey) &&
    fits(when.signed, request.signed) &&
    (when.body === undefined || request.body.toString().includes(when.body))
  );
}

const faults: Readonly<Partial<Record<string, Fault>>> = {
  throttle: 'throttled',
  expire: 'expired',
  invalidToken: 'badToken',
  invalidKey: 'badKey',
  serverError: 'broken',
};

function outcomeOf(rule: Rule, request: AwsRequest, caller: string): Outcome {
  const deed = rule.do;
  if (deed === 'reset' || deed === 'hang') return { kind: deed };
  if (deed === 'deny') {
    return { kind: 'answer', answer: denial(request, caller, rule.because ?? 'identity') };
  }
  if (typeof deed === 'object' && 'latencyMs' in deed) return { kind: 'wait', ms: deed.latencyMs };
  const error =
    typeof deed === 'object'
      ? { status: deed.status, code: deed.code, message: deed.message ?? deed.code }
      : faultOf(request, faults[deed] ?? 'broken');
  if (!rule.echoToken) {
    const answer = errorAnswer(request, error);
    const body = typeof deed === 'object' ? deed.body : undefined;
    return { kind: 'answer', answer: body === undefined ? answer : { ...answer, body } };
  }
  const echoed = {
    ...(request.token ? { 'Token-0': request.token } : {}),
    ...(request.accessKey ? { AWSAccessKeyId: request.accessKey } : {}),
  };
  const message = `${error.message} ${Object.values(echoed).join(' ')}`;
  return { kind: 'answer', answer: errorAnswer(request, { ...error, message, extra: echoed }) };
}
