export interface Login {
  readonly person: string;
  readonly project: string;
  readonly device: string;
  readonly keys: unknown;
}

const key = 'bench-login';

/** The login of this browser: made at the first time, kept for later, so that a start needs no network. */
export async function signIn(): Promise<Login> {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
  if (isLogin(kept)) return kept;
  const response = await fetch('/bench/login', { method: 'POST' });
  const made: unknown = await response.json();
  if (!isLogin(made)) throw new Error(`no login: ${response.status}`);
  localStorage.setItem(key, JSON.stringify(made));
  return made;
}

// By hand: a start that is measured should not pay for a schema that the floor has no use for.
const isLogin = (value: unknown): value is Login =>
  typeof value === 'object' && value !== null && 'person' in value && 'project' in value && 'device' in value && [value.person, value.project, value.device].every((one) => typeof one === 'string');
