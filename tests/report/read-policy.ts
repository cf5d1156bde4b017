/** Reads an identity policy as IAM would take it: strict about names and kinds of its elements. Throws otherwise. */
export function readPolicy(text: string): unknown {
  const policy = JSON.parse(text) as { Version: unknown; Statement: unknown };
  if (policy.Version !== '2012-10-17' || !Array.isArray(policy.Statement))
    throw new Error('not a policy');
  for (const statement of policy.Statement as Record<string, unknown>[]) {
    const known = ['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition'];
    const strange = Object.keys(statement).filter((name) => !known.includes(name));
    if (strange.length > 0) throw new Error(`strange element ${strange[0]}`);
    if (statement['Sid'] !== undefined && !/^[A-Za-z0-9]+$/.test(String(statement['Sid'])))
      throw new Error('a Sid has letters and digits only');
    if (!['Allow', 'Deny'].includes(String(statement['Effect']))) throw new Error('no effect');
    for (const action of [statement['Action']].flat())
      if (!/^[a-z0-9-]+:[A-Za-z]+$/.test(String(action))) throw new Error(`no action ${action}`);
  }
  return policy;
}
