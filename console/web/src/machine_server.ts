// Asking the server about the machinery of the hall.
import type { BackupsPage, DeviceAct, DevicesPage, LogPage } from './machine_model';
import { post, request } from './server';
import type { Answer } from './server';

export const askDevices = (): Promise<Answer<DevicesPage>> => request('/api/devices', {});

export const actOnDevice = (act: DeviceAct, csrf: string): Promise<Answer<{ state: 'approved' | 'expected' | 'revoked' }>> =>
  post('/api/devices', act, csrf);

export const askBackups = (): Promise<Answer<BackupsPage>> => request('/api/backups', {});

export const makeBackup = (csrf: string): Promise<Answer<BackupsPage>> => post('/api/backups', { act: 'make' }, csrf);

export const askLog = (): Promise<Answer<LogPage>> => request('/api/log', {});
