// What the server sends: console/page_models.hpp is the other side. Times are milliseconds UTC.

export type Language = 'ru' | 'en';
export type Text = Partial<Record<string, string>>;
export type Role = 'operator' | 'manager' | 'guard' | 'auditor' | 'administrator';

export interface Me {
  name: string;
  role: Role;
  window: number | null;
  csrf: string;
  must_change: boolean; // the password, before anything else
  by_pin: boolean;
  has_pin: boolean;
  calls_by_number: boolean; // out of turn: managers, and operators to whom it is granted
  browser: number | null; // the window at which colleagues may take over here with a PIN
}

export interface User {
  name: string;
  role: Role;
  window: number | null;
  blocked: boolean;
  must_change: boolean;
  calls_by_number: boolean;
  pin: 'none' | 'set' | 'disabled';
  last_log_in: number | null;
}

export type UserAct =
  | { act: 'add' | 'change'; name: string; role: Role; window: number | null; calls_by_number: boolean }
  | { act: 'give_password' | 'block' | 'unblock' | 'remove'; name: string };

export interface AuditAct {
  at: number;
  deed: string;
  who: string;
  whom?: string;
  role?: Role;
  window?: number;
  calls_by_number?: boolean; // granted
}

export interface Refusal {
  code: string;
  sentence: Text;
}

export interface Measure {
  count: number;
  sum_ms: number;
  over_norm: number;
  p90_ms: number | null; // nine of ten took no longer
  norm_ms: number;
}

export interface Norm {
  wait_ms: number;
  service_ms: number;
}

export interface Post {
  state: 'closed' | 'open' | 'paused';
  person?: string;
  since?: number;
  reason?: Text;
  leave?: { to: 'pause' | 'close'; reason: Text }; // when the visitor who is there has left
}

export interface Ticket {
  number: string;
  letter: string;
  ordinal: number;
  service: Text;
  taken: number;
}

export interface Step {
  service: Text;
  window: number | null; // back at this window
}

export interface Visitor extends Ticket {
  stage: 'called' | 'serving';
  print?: Print; // while called
  since: number;
  until_call_ms: number;
  thank: boolean;
  language: string;
  note: string;
  category: Text | null;
  route: Step[]; // the steps still to come
  reason?: Text; // why this visitor was called
  recall_from?: number;
  service_stage?: string; // '' when the plan has none
  stage_since?: number;
  recalls?: number;
  recalls_left?: number;
  no_show_from?: number;
  missed_at?: number;
}

// A wait still to come; null where nobody can tell.
export interface Range {
  from_min: number;
  to_min: number;
}

export interface Waiting extends Ticket {
  since: number;
  only_here: boolean;
  note: string;
  category: Text | null;
  reason: Text;
  wait: Range | null;
}

export interface Parked extends Ticket {
  since: number;
  reason: string;
  by: number;
  remind_at: number | null;
  reminded: boolean;
}

export interface Missed extends Ticket {
  since: number;
  until: number; // may come back until then
  window: number;
}

export interface Stage extends Choice {
  at_most_ms: number;
}

export type Mode = 'closed' | 'preparing' | 'open' | 'closing';
export interface Hours {
  mode: Mode;
  opens: number | null;
}

export interface Choice {
  id: string;
  name: Text;
}

export interface Choices {
  services: (Choice & { group: Text })[];
  windows: { id: number; kind: Text }[];
  reasons: Choice[];
  outcomes: (Choice & { forwarded?: boolean })[];
  forwarding: { registered: number; answered: number }; // deadlines of what is forwarded now, each the end of a day
  outcome_required: boolean;
  park_reminder_s: number | null;
}

export type Print = 'reserved' | 'printing' | 'printed' | 'failed' | 'unknown';

// A visitor asks at a kiosk for somebody of the staff.
export interface StaffCall {
  kiosk: string;
  name: Text;
  since: number;
  answered: { person: string; at: number } | null; // '': nobody knows who
}

// What anybody who serves visitors does for the whole hall.
export type ReceptionAction = 'take_ticket' | 'answer_staff_call';

// About calls for help; the page decides by the role which of them it offers.
export type HelpAction = 'acknowledge_panic' | 'restore_panic' | 'cancel_panic' | 'start_panic_test';

export type Action =
  | 'open_window' | 'close_window' | 'pause_window' | 'resume_window'
  | 'call_next' | 'call_by_number' | 'recall' | 'start_service' | 'finish_service' | 'report_no_show'
  | 'transfer_ticket' | 'park_ticket' | 'resume_ticket' | 'add_step' | 'enter_stage' | 'return_ticket' | 'call_manager';

// What a manager does to the day.
export type ActAction = 'assign_services' | 'close_service' | 'reopen_service' | 'post_message' | 'withdraw_message'
  | 'prioritise_ticket' | 'answer_manager_call';

// A window's call for the manager.
export interface ManagerCall {
  since: number;
  answered: number | null;
}

// What an operator has at hand for a service; '': none.
export interface Guidance {
  documents: Text[];
  links: { name: Text; address: string }[];
  phrases: Text[];
  knowledge_base: string;
}

export interface UnknownPage {
  page: 'window' | 'overview' | 'guard' | 'reception';
  known: false;
  blind: boolean;
}

export interface WindowPage {
  page: 'window';
  known: true;
  zone: string; // of the hall, by IANA
  blind: boolean;
  window: number;
  hall: Text;
  kind: Text;
  norm: Norm;
  post: Post;
  visitor: Visitor | null;
  queue: { waiting: number; next: Waiting[] };
  numbers: string[]; // of those who wait here, in their order; of a crowd the first who came
  parked: Parked[];
  missed: Missed[];
  hours: Hours;
  stages: Stage[];
  calls_itself: boolean; // the next visitor is called by itself …
  push_at: number | null; // … at this moment
  help: { zone: number; stage: 'none' | 'called' | 'acknowledged' } | null; // where this page calls for help
  guidance: Guidance | null; // for the visitor's service
  manager_call: ManagerCall | null; // the last one today
  served_only_here: number; // so many are in the hall whom no other window at which somebody is would call
  today: { wait: Measure; service: Measure };
  staff_calls: StaffCall[];
  can: Action[];
  choices: Choices;
}

export interface Kind {
  id: string;
  name: Text;
  waiting: number;
  longest_since: number | null;
  windows_open: number;
  windows: number;
  wait: Measure;
  service: Measure;
}

export interface HallWindow {
  window: number;
  kind: Text;
  post: Post;
  visitor: (Ticket & { stage: 'called' | 'serving'; since: number; category: Text | null; reason?: Text }) | null;
  norm?: Norm;
  idled_ms: number; // today, open and free while somebody waited whom it could have called
  idles_since: number | null; // and since then again
  calls_itself: boolean;
  kind_id: string;
  services: string[]; // as it is in force today
  helps: string[];
  assigned: string | null; // why others than the plan's; null: the plan's
  assigned_to: string; // the operator with whom they go; '': the window's own
  manager_call: ManagerCall | null;
}

export type Condition = 'ready' | 'paper_low' | 'no_paper' | 'cover_open' | 'cutter_jammed' | 'overheated' | 'out_of_reach'
  | 'faulty' | 'away';

export type PartKind = 'keypad' | 'panic' | 'receiver' | 'plate' | 'relay' | 'alarms';

// A device of the plan, or a part of one with the name its own description gives it.
export interface Device {
  id: string;
  name: Text; // of the device
  kind: PartKind | null;
  part: string | null;
  condition: Condition;
  since: number | null;
}

// Somebody asks for help.
export interface CallForHelp {
  zone: number;
  name: Text;
  since: number;
  presses: number;
  person: string; // '': a button
  escalated: boolean;
  told: 'nothing' | 'sent' | 'accepted'; // to the guard company
  acknowledged: { person: string; at: number } | null;
}

export interface Readiness extends Hours {
  panic_test_due: boolean;
  devices: Device[];
  windows: { window: number; kind: Text }[];
  skips: { id: string; name: Text; files: string[] }[]; // a board's, of its playlist
}

export interface ServiceQueue {
  id: string;
  name: Text;
  letter: string;
  waiting: number;
  longest_since: number | null;
  wait: Range | null; // of somebody who takes a ticket now
  kind_id: string;
  own_norm: boolean; // not that of its window kind
  today: { wait: Measure; service: Measure };
  closed: string | null; // for today, and why; null: it is not
}

export interface OwnSession {
  age_s: number; // since the log-in
  unused_s: number; // since its last request
  this_one: boolean;
}

export interface OverviewPage {
  page: 'overview';
  known: true;
  zone: string; // of the hall, by IANA
  blind: boolean;
  hall: Text;
  readiness: Readiness;
  calls_for_help: CallForHelp[];
  breaks: { kind: string; at: number; window: number | null } | null; // the norm that breaks first today, and which window to open
  devices: Device[]; // all of them, and parts that are out of order
  differing: number | null; // figures of the last days that are not those of the journal
  advice: Text | null; // which norm will break, and which window to open
  statistics_trouble: Text | null; // why the averages stand still
  staff_calls: StaffCall[];
  today: { issued: number; alone: number; served: number; abandoned: number; waiting: number };
  kinds: Kind[];
  windows: HallWindow[];
  services: ServiceQueue[];
  message: { text: Text; until: number; reason: string } | null; // on the boards
  languages: string[];
  categories: Choice[];
}

export interface GuardPage {
  page: 'guard';
  known: true;
  zone: string; // of the hall, by IANA
  blind: boolean;
  hall: Text;
  has_zones: boolean;
  calls: CallForHelp[];
  faults: Device[];
  ready: Partial<Record<PartKind, number>>;
  test: { started: number; person: string; answers: { device: string; passed: boolean }[]; waits_for: string[] } | null;
  tested_today: boolean;
}

export interface ReceptionService extends Choice {
  letter: string;
  group: Text;
  wait: Range | null; // of somebody who takes a ticket now
  refusal: Text | null; // why nobody can take one now
}

export interface ReceptionPage {
  page: 'reception';
  known: true;
  zone: string; // of the hall, by IANA
  blind: boolean;
  hall: Text;
  languages: string[];
  categories: Choice[];
  kiosks: Device[];
  services: ReceptionService[];
  latest: { ticket: number; number: string; print: Print }[]; // newest first
  staff_calls: StaffCall[];
}

export type AnyPage = UnknownPage | WindowPage | OverviewPage | GuardPage | ReceptionPage;
