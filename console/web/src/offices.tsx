// The pages that do not follow the hall: who has which, in the order of the bar under the header. The server checks
// the same (console/rights). A new page is a line here, a name in the words, and a component of `OfficeProps`.
import type { ComponentChildren, JSX } from 'preact';
import type { Me, Role } from './model';
import { AuditPage } from './pages/audit';
import { BackupsPage } from './pages/backups';
import { ContentPage } from './pages/content';
import { DevicesPage } from './pages/devices';
import { HistoryPage } from './pages/history';
import { LogPage } from './pages/log';
import { PlanPage } from './pages/plan';
import { ReportsPage } from './pages/reports';
import { UsersPage } from './pages/users';

export interface OfficeProps {
  me: Me;
  ways: ComponentChildren; // to other pages, for the header
  onLoggedOut: () => void;
  onLogOut: () => void;
}

export type Office = 'history' | 'reports' | 'users' | 'plan' | 'devices' | 'content' | 'backups' | 'log' | 'audit';

const pages: Record<Office, { roles: Role[]; Page: (props: OfficeProps) => JSX.Element }> = {
  history: { roles: ['manager', 'auditor'], Page: HistoryPage },
  reports: { roles: ['manager', 'auditor'], Page: ReportsPage },
  users: { roles: ['administrator'], Page: UsersPage },
  plan: { roles: ['administrator'], Page: PlanPage },
  devices: { roles: ['administrator'], Page: DevicesPage },
  content: { roles: ['administrator'], Page: ContentPage },
  backups: { roles: ['administrator'], Page: BackupsPage },
  log: { roles: ['administrator'], Page: LogPage },
  audit: { roles: ['administrator', 'auditor'], Page: AuditPage },
};

export const officesOf = (role: Role): Office[] => (Object.keys(pages) as Office[]).filter((office) => pages[office].roles.includes(role));

export function OfficePage(props: OfficeProps & { office: Office }): JSX.Element {
  const { office, ...rest } = props;
  const { Page } = pages[office];
  return <Page {...rest} />;
}
