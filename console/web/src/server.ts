// Talking to the console's server. A press makes one request id and keeps it through every repeat, so that a
// lost answer never becomes a second call.
import type { ActAction, Action, AuditAct, HelpAction, Me, OwnSession, ReceptionAction, Refusal, User, UserAct } from './model';
import type { ForwardedDue, ReportFile, Workbook } from './report_model';

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const unreachable: Refusal = {
  code: 'unreachable',
  sentence: {
    ru: 'Сервер не отвечает. Проверьте сеть и повторите действие.',
    en: 'The server does not answer. Check the network and try again.',
  },
};

const patience_ms = 6000;
const report_patience_ms = 60_000; // on many years of visits
const pauses_before_repeat_ms = [300, 1000];
const help_repeated_ms = 1000;
const help_answered_ms = 2000;

export async function request<T>(path: string, init: RequestInit, patience = patience_ms): Promise<Answer<T>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    const response = await fetch(path, { ...init, signal: abort.signal, credentials: 'same-origin' });
    const json: unknown = await response.json();
    return response.ok ? { ok: true, value: json as T } : { ok: false, refusal: json as Refusal };
  } catch {
    return { ok: false, refusal: unreachable };
  } finally {
    clearTimeout(timer);
  }
}

export function post<T>(path: string, body: unknown, csrf: string, patience = patience_ms): Promise<Answer<T>> {
  return request<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Okno-Csrf': csrf },
    body: JSON.stringify(body),
  }, patience);
}

export const get = <T>(path: string, patience: number): Promise<Answer<T>> => request<T>(path, {}, patience);

// Why the server does not open a stream, which an EventSource does not tell. Null: nobody knows, or it would open it now.
export async function whyRefused(path: string): Promise<Refusal | null> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience_ms);
  try {
    const response = await fetch(path, { signal: abort.signal, credentials: 'same-origin' });
    if (response.ok) return null;
    const said = (await response.json()) as Partial<Refusal>;
    return said.code && said.sentence ? { code: said.code, sentence: said.sentence } : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    abort.abort(); // a stream would go on
  }
}

export const whoAmI = (): Promise<Answer<Me>> => request<Me>('/api/me', {});

export const logIn = (name: string, password: string): Promise<Answer<Me>> =>
  post<Me>('/api/login', { name, password }, 'login');

export const firstStart = (code: string, name: string, password: string): Promise<Answer<Me>> =>
  post<Me>('/api/first-start', { code, name, password }, 'first-start');

export const changePassword = (old: string, chosen: string, csrf: string): Promise<Answer<Me>> =>
  post<Me>('/api/password', { old, new: chosen }, csrf);

export const setPin = (pin: string, csrf: string): Promise<Answer<unknown>> => post('/api/pin', { pin }, csrf);

// The window at which this browser stands, if a PIN will do there.
export const askBrowser = (): Promise<Answer<{ window: number | null }>> => request('/api/browser', {});

export const changeOperator = (name: string, pin: string): Promise<Answer<Me>> =>
  post<Me>('/api/change-operator', { name, pin }, 'change-operator');

export const askUsers = (): Promise<Answer<{ users: User[] }>> => request('/api/users', {});

export const actOnUser = (act: UserAct, csrf: string): Promise<Answer<{ users: User[]; password?: string }>> =>
  post('/api/users', act, csrf);

// The newest, or what was before that place.
export const askAudit = (before: number | null): Promise<Answer<{ acts: AuditAct[]; before: number | null }>> =>
  request(before === null ? '/api/audit' : `/api/audit?before=${before}`, {});

export const askSessions = (): Promise<Answer<{ sessions: OwnSession[] }>> => request('/api/sessions', {});

export const endOtherSessions = (csrf: string): Promise<Answer<{ sessions: OwnSession[] }>> => post('/api/end-other-sessions', {}, csrf);
export const askReport = (period: string, language: string): Promise<Answer<Workbook>> =>
  request(`/api/reports?period=${period}&language=${language}`, {}, report_patience_ms);

export const askForwarded = (language: string): Promise<Answer<ForwardedDue>> => request(`/api/reports/forwarded?language=${language}`, {});

export const askReportFiles = (): Promise<Answer<{ files: ReportFile[] | null }>> => request('/api/reports/folder', {});

export const logOut = (csrf: string): Promise<Answer<unknown>> => post('/api/logout', {}, csrf);

// 48 bits of time, 80 random bits: protocol/messages.hpp, RequestId.
export function makeRequestId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = crypto.getRandomValues(new Uint8Array(10));
  return time + Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The page is not of who is logged in: nobody is any more, or in another tab a colleague has taken over or the password was
// changed. Who is here has to be asked anew.
export const isStranger = (refusal: Refusal): boolean => refusal.code === 'not_logged_in' || refusal.code === 'foreign_page';

// Nobody knows whether it was carried out.
export const isOpen = (refusal: Refusal): boolean => refusal.code === 'unreachable' || refusal.code === 'no_answer';

// Not the hall has refused it but the console, before it looked whether an earlier try under this id was passed on.
const said_before_looking = ['dispatcher_away', 'too_often', 'own_failure', 'not_logged_in', 'foreign_page'];
export const isUndecided = (refusal: Refusal): boolean => isOpen(refusal) || said_before_looking.includes(refusal.code);

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

// `id`: of a wish that has been sent before and whose answer nobody knows.
export async function command(
  kind: Action | ActAction | HelpAction | ReceptionAction, body: object, csrf: string, id = makeRequestId(),
): Promise<Answer<unknown>> {
  let answer = await post<unknown>('/api/command', { id, kind, body }, csrf);
  for (const wait of pauses_before_repeat_ms) {
    if (answer.ok || !isOpen(answer.refusal)) break;
    await pause(wait);
    answer = await post<unknown>('/api/command', { id, kind, body }, csrf);
  }
  return answer;
}

// A call for help is sent under one id until somebody has answered it. `onSilence`: nobody has, for the first time. Who
// calls may sit in a page of an earlier log-in: the call goes on in the name of who is logged in now.
export async function callForHelp(zone: number, csrf: string, onSilence: () => void): Promise<Refusal | null> {
  let id = makeRequestId();
  let token = csrf;
  const aloud = setTimeout(onSilence, help_answered_ms);
  for (;;) {
    let answer: Answer<unknown> = await post('/api/command', { id, kind: 'raise_panic', body: { zone } }, token);
    if (!answer.ok && answer.refusal.code === 'foreign_page') {
      const me = await whoAmI();
      if (me.ok && me.value.csrf !== token) {
        token = me.value.csrf;
        id = makeRequestId(); // an id belongs to its person
        continue;
      }
      if (!me.ok && me.refusal.code === 'not_logged_in') answer = me;
    }
    const final = answer.ok || ['not_allowed', 'malformed', 'not_logged_in'].includes(answer.refusal.code);
    if (final) {
      clearTimeout(aloud);
      return answer.ok ? null : answer.refusal;
    }
    await pause(help_repeated_ms);
  }
}
