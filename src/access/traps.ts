import type { ProofStep } from '../model/check.ts';
import type { Answer, PolicyFound, PolicyLine } from '../model/derived.ts';
import { actionsIn, everyAction, has } from '../policy/action-set.ts';
import { inAccount, isDangling, speaksOf } from '../policy/callers.ts';
import { gapIn } from '../policy/denied.ts';
import { readDeputies } from '../policy/deputy.ts';
import { nameOf, type Statement } from '../policy/parse.ts';
import { actionsAt } from '../policy/point-actions.ts';
import { isOwn, populationOf } from '../policy/population.ts';
import { allowsAction, type Opening } from '../policy/reach.ts';
import { onResource } from '../policy/resource.ts';
import { actionsOf, capital, whoSays } from '../policy/say.ts';
import { newEffort } from '../policy/search.ts';
import type { Place } from '../policy/world.ts';
import { leftToAnother } from './foreign-points.ts';
import { ownUnknown, placeOf } from './place.ts';
import { openingsIn, policyOf } from './policy-seen.ts';
import { unknown, unreadOf, type View } from './view.ts';
import { isOpen } from './ways.ts';

/** Lines about statements, or a sentence for why they cannot be told. */
type Judged = readonly PolicyLine[] | string;

/** A question about the policy's text: what was found, once the policy is read or known to be absent. */
function ofPolicy(
  view: View,
  judge: (statements: readonly Statement[], place: Place) => Judged | Answer<PolicyFound>,
): Answer<PolicyFound> {
  const seen = policyOf(view);
  if (seen.is === 'unread') return unknown(unreadOf(view, 'policy'));
  if (seen.is === 'none') return { known: true, value: { exists: false, lines: [] } };
  if (!seen.parsed.ok) return unknown([], seen.parsed.problem);
  const found = judge(seen.parsed.statements, placeOf(view));
  if (typeof found === 'string') return unknown([], found);
  return 'known' in found ? found : { known: true, value: { exists: true, lines: found } };
}

const line = (statement: Statement, says: string, name = ''): PolicyLine => ({
  name,
  step: {
    says: `${capital(nameOf(statement))} ${says}`,
    fact: 'policy',
    statement: statement.index,
    does: 'opens',
  },
});

const allows = (statements: readonly Statement[]) =>
  statements.filter(({ effect }) => effect === 'Allow');

/** Whether a policy is there at all. One that cannot be read as a policy is there, and a note says where it breaks. */
export function policyExists(view: View): Answer<PolicyFound> {
  const seen = policyOf(view);
  if (seen.is !== 'read' || seen.parsed.ok) return ofPolicy(view, () => []);
  const { problem: says } = seen.parsed;
  const notes: ProofStep[] = [{ says, fact: 'policy', does: 'notes' }];
  return { known: true, value: { exists: true, lines: [], notes } };
}

/** Allow statements with NotPrincipal, which lets in everyone else. */
export const allowNotPrincipal = (view: View) =>
  ofPolicy(view, (statements) =>
    allows(statements)
      .filter(({ principals }) => principals === null)
      .map((one) => line(one, 'allows with NotPrincipal, which lets in everyone but those named.')),
  );

/** Allow statements with NotAction or NotResource, which grow with every new action of S3. */
export const allowNotAction = (view: View) =>
  ofPolicy(view, (statements) =>
    allows(statements)
      .filter(({ notActions, notResources }) => notActions !== null || notResources !== null)
      .map((one) =>
        line(
          one,
          `allows with ${one.notActions ? 'NotAction' : 'NotResource'}: all but what it names.`,
        ),
      ),
  );

/** Allow statements for every action, but those for named roles and users of the owner's account. */
export const wildcardActions = (view: View) =>
  ofPolicy(view, (statements, place) =>
    allows(statements)
      .filter(
        ({ actions, notActions }) =>
          notActions !== null || actions?.some((action) => /^(s3:)?\*+$/i.test(action)),
      )
      .filter((one) => !isForOwnAdministrator(one, place))
      .map((one) => line(one, `allows ${actionsOf(one)}, every action of S3 or nearly so.`)),
  );

const isForOwnAdministrator = ({ principals }: Statement, place: Place): boolean =>
  (principals ?? []).length > 0 &&
  (principals ?? []).every((entry) => {
    const [, account, name] = /^AWS:arn:[^:]*:iam::(\d{12}):(.*)$/.exec(entry) ?? [];
    return account !== undefined && isOwn(account, place) && /^(role|user)\//.test(name ?? '');
  });

const mayBeOwn = (view: View): Answer<never> =>
  unknown(
    unreadOf(view, 'identity'),
    'The policy names accounts, and whether one of them is the bucket’s own is not known.',
  );

/** Other accounts and organisations that the policy lets in, each with the statement. */
export const sharedWith = (view: View) =>
  ofPolicy(view, (statements) => {
    const acl = view.see('acl');
    const found = openingsIn(view, statements, acl.known ? acl.value.owner : null);
    const outside = found.filter(({ who }) => who === 'otherAccount' || who === 'organisation');
    const canonical = outside.find(({ name, statement }) =>
      statement.principals?.includes(`CanonicalUser:${name}`),
    );
    if (canonical && !acl.known)
      return unknown(
        unreadOf(view, 'acl'),
        `${capital(nameOf(canonical.statement))} names a canonical user id; whether it is the owner’s stands in the ACL.`,
      );
    const sure = ownUnknown(view) ? outside.filter(({ who }) => who !== 'otherAccount') : outside;
    const lines = sure.map(({ statement, who, name }) =>
      line(statement, `lets ${whoSays(who, name)} in.`, name),
    );
    const place = placeOf(view, acl.known ? acl.value.owner : null);
    const byPoints = leftToAnother(view, statements, place, found);
    if (ownUnknown(view) && lines.length === 0 && outside.length + byPoints.length > 0)
      return mayBeOwn(view);
    const left = (ownUnknown(view) ? [] : byPoints).map(
      ({ statement, owner, free, opening: { who, name } }) =>
        free
          ? line(
              statement,
              `lets in ${whoSays('otherAccount', owner)}, and whomever else its access points let in, which only that account can see.`,
              owner,
            )
          : line(
              statement,
              `lets ${whoSays(who, name)} in through access points of ${whoSays('otherAccount', owner)}, as far as their policies do, which only that account can see.`,
              name,
            ),
    );
    return {
      known: true,
      value: {
        exists: true,
        lines: [...lines, ...left],
        notes: [...forAll(found), ...danglingIn(statements)],
      },
    };
  });

/** What lets somebody outside take a bucket over, or its data away. */
const sensitive = [
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutObjectAcl',
  's3:PutEncryptionConfiguration',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketOwnershipControls',
  's3:PutBucketVersioning',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
  's3:BypassGovernanceRetention',
];

/** Other accounts, and everyone, who may change the bucket's permissions or settings. */
export const sensitiveActions = (view: View) =>
  ofPolicy(view, (statements) => {
    const acl = view.see('acl');
    const owner = acl.known ? acl.value.owner : null;
    const place = placeOf(view, owner);
    const lines: PolicyLine[] = [];
    let namesAccount = false;
    const direct = openingsIn(view, statements, owner);
    for (const { statement, caller, who, name } of direct) {
      if (who === 'service' || who === 'own') continue;
      const found = sensitive.filter(
        (action) => allowsAction(statement, statements, caller, action, place) !== false,
      );
      if (found.length === 0) continue;
      if (statement.principals?.includes(`CanonicalUser:${name}`) && !acl.known)
        return unknown(
          unreadOf(view, 'acl'),
          `${capital(nameOf(statement))} names a canonical user id; whether it is the owner’s stands in the ACL.`,
        );
      if (who === 'otherAccount' && ownUnknown(view)) namesAccount = true;
      else
        lines.push(line(statement, `lets ${whoSays(who, name)} call ${found.join(', ')}.`, name));
    }
    for (const left of leftToAnother(view, statements, place, direct)) {
      const { statement, point, owner: of, free, opening } = left;
      const taken = actionsAt(point.global, statement);
      const caller = free ? inAccount(point.account) : opening.caller;
      const found = sensitive.filter(
        (action) =>
          taken.includes(action) &&
          allowsAction(statement, statements, caller, action, { ...place, via: point }) !== false,
      );
      if (found.length === 0) continue;
      const whose = whoSays('otherAccount', of);
      if (ownUnknown(view)) namesAccount = true;
      else
        lines.push(
          line(
            statement,
            `leaves it to access points of ${whose} whether ${free ? whose : whoSays(opening.who, opening.name)} may call ${found.join(', ')}.`,
            free ? of : opening.name,
          ),
        );
    }
    if (lines.length === 0 && namesAccount) return mayBeOwn(view);
    return lines;
  });

/** Statements that let everyone in without naming an account, as remarks: other accounts are among everyone. */
const forAll = (all: readonly Opening[]): ProofStep[] => {
  const wide = all.filter(({ who }) => isOpen(who) || who === 'network');
  return [...new Map(wide.map((one) => [one.statement, one])).values()].map(
    ({ statement, who, name, sure }): ProofStep => ({
      says: `${capital(nameOf(statement))} ${sure.length > 0 ? 'lets' : 'may let'} ${whoSays(who, name)} in, other accounts included, which bucket-not-public judges.`,
      fact: 'policy',
      statement: statement.index,
      does: 'notes',
    }),
  );
};

/** Unique ids that are left of deleted principals, as remarks. */
const danglingIn = (statements: readonly Statement[]): ProofStep[] =>
  allows(statements).flatMap((one) =>
    (one.principals ?? []).filter(isDangling).map((entry): ProofStep => ({
      says: `${capital(nameOf(one))} names ${entry.slice('AWS:'.length)}, which is left of a deleted principal and lets nobody in.`,
      fact: 'policy',
      statement: one.index,
      does: 'notes',
    })),
  );

/** AWS services that the policy lets in for anybody's resources. */
export const unboundServices = (view: View) =>
  ofPolicy(view, (statements, place) => {
    const { state, by } = readDeputies(statements, place);
    if (state === 'unclear')
      return 'Whether a service that the policy lets in is bound to resources of its own cannot be told.';
    const lines = by.map(({ statement, service }) =>
      line(
        statement,
        `lets ${service} in without binding it to an account, an organisation or a resource.`,
        service,
      ),
    );
    return { known: true, value: { exists: state !== 'notApplicable', lines } };
  });

const policyActions = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'].map(
  (name) => everyAction.findIndex((action) => action.name === name),
);

/** Deny statements that keep everybody of the owner's account but the root user from the policy itself. */
export const lockedOut = (view: View) =>
  ofPolicy(view, (statements, place) => {
    const denies = statements.filter(({ effect }) => effect === 'Deny');
    const callers = populationOf(denies, {
      ...place,
      account: place.account === '' ? '000000000008' : place.account,
      // A Deny that spares the root user by its ARN spares nobody whom S3 would not let change the policy anyway.
    }).own.filter(({ arn }) => arn === null || !arn.endsWith(':root'));
    let doubt = false;
    for (const action of policyActions) {
      const gap = gapIn(
        { callers, actions: [action], on: ['bucket'], fixed: new Map() },
        denies,
        place,
        newEffort(),
      );
      if (gap?.sure) return [];
      doubt ||= gap !== null;
    }
    if (doubt) return 'Whether a Deny spares some administrator cannot be told.';
    return denies
      .filter(
        (one) =>
          onResource(one, place.arn) !== false &&
          policyActions.some((at) => has(actionsIn(one), at)) &&
          callers.some((caller) => speaksOf(one, caller) !== false),
      )
      .map((one) =>
        line(one, 'denies everybody in the account to read, change or delete the bucket policy.'),
      );
  });
