// What the server tells of the plan and of the boards' content: console/plan_routes.hpp, content_routes.hpp.
import type { Refusal, Text } from './model';

export type Path = string[];
// A table of the plan's file, or what stands in it.
export type Node = string | number | boolean | Node[] | { [key: string]: Node };
export type Table = { [key: string]: Node };

// An object keeps the order of its keys.
export type Value = string | number | boolean | Value[] | { pairs: { key: string; value: Value }[] };
export type Edit =
  | { do: 'set' | 'insert'; path: Path; value: Value }
  | { do: 'remove' | 'lift'; path: Path };

export interface PlanComplaint {
  line: number; // 0: the file as a whole
  column: number;
  told: Text;
  path: Path;
}

export interface Reading {
  complaints: PlanComplaint[];
  document: Table | null; // null: the text is no TOML
}

type Name = Text | string | number | { wait: number; service: number } | null;
export interface PlanChange {
  code: string;
  name: Name;
  was: Name;
  now: Name;
  more: (Text | string | number)[];
}

export interface PlanVersion {
  id: number;
  at: number;
  who: string; // '': changed by hand
  why: string;
  restores: number | null;
}

export interface PlanHere {
  editable: true;
  text: string;
  hash: string;
  today: string | null;
  in_force: boolean;
  blind: boolean;
  reading: Reading;
  versions: PlanVersion[];
  waiting: { day: string; at: number; who: string; why: string; changes: PlanChange[] | null } | null;
  problem: Refusal | null;
}

export interface Checked {
  text: string;
  reading: Reading;
  changes: PlanChange[] | null; // null: nobody can tell, there are mistakes
}

export interface Card {
  file: string;
  hash: string;
  complaints: Text[];
  kind?: string;
  title?: Text;
  text?: Text;
  picture?: string;
  frames?: string;
  valid_from?: string;
  valid_until?: string;
  seconds?: number;
  contract?: string;
}

export interface Content {
  editable: true;
  cards: Card[];
  removed: Card[];
  loose: string[]; // pictures no card speaks of
  languages: string[];
  today: string | null;
  boards: { name: string; skips: string[] }[];
}

export type NotHere = { editable: false };
