// The pages that do not follow the hall: who has which, in the order of the bar under the header. The server checks
// the same (console/rights). A new page is a line here, a name in the words, and a component of `OfficeProps`.
import type { ComponentChildren, JSX } from 'preact';
import type { Me, Role } from './model';
import { AuditPage } from './pages/audit';
import { ContentPage } from './pages/content';
import { PlanPage } from './pages/plan';
import { UsersPage } from './pages/users';

export interface OfficeProps {
  me: Me;
  ways: ComponentChildren; // to other pages, for the header
  onLoggedOut: () => void;
  onLogOut: () => void;
}

export type Office = 'users' | 'plan' | 'content' | 'audit';

const pages: Record<Office, { roles: Role[]; Page: (props: OfficeProps) => JSX.Element }> = {
  users: { roles: ['administrator'], Page: UsersPage },
  plan: { roles: ['administrator'], Page: PlanPage },
  content: { roles: ['administrator'], Page: ContentPage },
  audit: { roles: ['administrator', 'auditor'], Page: AuditPage },
};

export const officesOf = (role: Role): Office[] => (Object.keys(pages) as Office[]).filter((office) => pages[office].roles.includes(role));

export function OfficePage(props: OfficeProps & { office: Office }): JSX.Element {
  const { office, ...rest } = props;
  const { Page } = pages[office];
  return <Page {...rest} />;
}
