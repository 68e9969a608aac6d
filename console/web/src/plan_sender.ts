// Talking to the server about the plan and the boards' content.
import type { Checked, Content, Edit, NotHere, PlanHere } from './plan_model';
import { post, request } from './server';
import type { Answer } from './server';

const picture_patience_ms = 60_000;

export const askPlan = (): Promise<Answer<PlanHere | NotHere>> => request('/api/plan', {});

// 0: the one that waits.
export const askVersion = (id: number): Promise<Answer<{ text: string }>> => request(`/api/plan/version?id=${id}`, {});

export const checkPlan = (text: string, edits: Edit[], csrf: string): Promise<Answer<Checked>> =>
  post('/api/plan/check', edits.length > 0 ? { text, edits } : { text }, csrf);

export interface AdoptWish {
  text: string;
  base: string;
  why: string;
  day: string | null;
  although_waiting: boolean;
  restores: number | null;
}

export const adoptPlan = (wish: AdoptWish, csrf: string): Promise<Answer<PlanHere>> => post('/api/plan/adopt', wish, csrf);

export const withdrawPlan = (csrf: string): Promise<Answer<PlanHere>> => post('/api/plan/withdraw', {}, csrf);

export const askContent = (): Promise<Answer<Content | NotHere>> => request('/api/content', {});

export const actOnContent = (act: object, csrf: string): Promise<Answer<Content>> => post('/api/content', act, csrf, picture_patience_ms);
