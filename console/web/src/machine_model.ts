// What the server tells about the machinery of the hall: devices, backups, the log (console/device_page.hpp,
// backup_routes.hpp, log_routes.hpp).
import type { Condition, Device, Refusal, Text } from './model';

export type KeyRole = 'kiosk' | 'display' | 'printer' | 'bridge' | 'observer' | 'console' | 'administrator';
export const device_roles: KeyRole[] = ['kiosk', 'display', 'printer', 'bridge', 'observer'];

export interface HallDevice {
  id: string;
  name: Text; // in the plan; {} when it is not there
  planned: boolean;
  has_key: boolean;
  role: KeyRole | null;
  fingerprint: string | null;
  revocable: boolean;
  condition: Condition | null;
  since: number | null;
  version: string | null;
  skips: number; // files of its playlist that a board cannot show
  heard_ago_ms: number | null; // null: not since the dispatcher's start
  address: string | null;
  parts: Device[];
}

export interface Knock {
  fingerprint: string;
  address: string;
  first: number;
  last: number;
  revoked: string | null; // the name under which this key was locked out
}

export interface Expected {
  fingerprint: string;
  name: string;
  role: KeyRole;
  until: number;
}

export interface DevicesPage {
  devices: HallDevice[];
  dispatcher: { version: string; public_key: string; since: number };
  console: { version: string };
  knocking: Knock[];
  more_knocking: boolean;
  expected: Expected[];
}

export type DeviceAct =
  | { act: 'approve'; fingerprint: string; name: string; role: KeyRole }
  | { act: 'revoke'; name: string };

export interface BackupsPage {
  kept: boolean; // the dispatcher has a folder for them
  folder: string;
  known: boolean; // it has looked into it
  busy: boolean;
  failure: { at: number; reason: string } | null;
  backups: { name: string; made: number; events: number; bytes: number; verified: boolean; program: string }[]; // the newest first
  now: number;
}

export interface LogLine {
  number: number;
  at: number;
  level: 'warning' | 'error' | 'critical';
  text: string;
}

export interface LogPage {
  programs: { program: string; since: number | null; lines: LogLine[]; refusal: Refusal | null }[];
}
