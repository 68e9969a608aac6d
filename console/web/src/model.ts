// What the server sends: console/page_models.hpp is the other side. Times are milliseconds UTC.

export type Language = 'ru' | 'en';
export type Text = Partial<Record<string, string>>;
export type Role = 'operator' | 'manager' | 'guard' | 'auditor';

export interface Me {
  name: string;
  role: Role;
  window: number | null;
  csrf: string;
}

export interface Refusal {
  code: string;
  sentence: Text;
}

export interface Measure {
  count: number;
  sum_ms: number;
  over_norm: number;
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
}

export interface Ticket {
  number: string;
  letter: string;
  ordinal: number;
  service: Text;
  taken: number;
}

export interface Visitor extends Ticket {
  stage: 'called' | 'serving';
  since: number;
  until_call_ms: number;
  thank: boolean;
  language: string;
  note: string;
  recalls?: number;
  recalls_left?: number;
  no_show_from?: number;
  missed_at?: number;
}

export interface Waiting extends Ticket {
  since: number;
  only_here: boolean;
  note: string;
}

export interface Parked extends Ticket {
  since: number;
  reason: string;
  by: number;
}

export interface Choice {
  id: string;
  name: Text;
}

export interface Choices {
  services: (Choice & { group: Text })[];
  windows: { id: number; kind: Text }[];
  reasons: Choice[];
  outcomes: Choice[];
  outcome_required: boolean;
}

export type Action =
  | 'open_window' | 'close_window' | 'pause_window' | 'resume_window'
  | 'call_next' | 'recall' | 'start_service' | 'finish_service' | 'report_no_show'
  | 'transfer_ticket' | 'park_ticket' | 'resume_ticket';

export interface UnknownPage {
  page: 'window' | 'overview';
  known: false;
  blind: boolean;
}

export interface WindowPage {
  page: 'window';
  known: true;
  blind: boolean;
  window: number;
  hall: Text;
  kind: Text;
  norm: Norm;
  post: Post;
  visitor: Visitor | null;
  queue: { waiting: number; next: Waiting[] };
  parked: Parked[];
  today: { wait: Measure; service: Measure };
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
  visitor: (Ticket & { stage: 'called' | 'serving'; since: number }) | null;
  norm?: Norm;
}

export interface ServiceQueue {
  id: string;
  name: Text;
  letter: string;
  waiting: number;
  longest_since: number | null;
}

export interface OverviewPage {
  page: 'overview';
  known: true;
  blind: boolean;
  hall: Text;
  today: { issued: number; served: number; abandoned: number; waiting: number };
  kinds: Kind[];
  windows: HallWindow[];
  services: ServiceQueue[];
}

export type AnyPage = UnknownPage | WindowPage | OverviewPage;
