// The administrator's page: who may log in, and what may be changed about them.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { User, UserAct } from '../model';
import { Header } from '../parts/header';
import { RefusalNotice } from '../parts/notice';
import { AddUserDialog, EditUserDialog, PasswordDialog } from '../parts/user_dialogs';
import { useRefusal } from '../refusal';
import { actOnUser, askUsers, isStranger } from '../server';
import { momentText } from '../moment';
import type { OfficeProps } from '../offices';
import { useSpeech } from '../words';
import { TableBox } from '../parts/table_box';

type Open = { kind: 'add' } | { kind: 'edit'; name: string } | { kind: 'password'; name: string; password: string };

function UserRow(props: { user: User; own: boolean; onEdit: () => void }): JSX.Element {
  const { words, language } = useSpeech();
  const { user } = props;
  const notes = [user.calls_by_number && words.calls_by_number, user.must_change && words.must_change, words.pin_state[user.pin]].filter(Boolean);
  return (
    <tr data-user={user.name}>
      <th scope="row">{user.name}{props.own && <small>{words.you}</small>}</th>
      <td>{words.role[user.role]}</td>
      <td class="number">{user.window ?? '—'}</td>
      <td>
        <span class={user.blocked ? 'pill pill-blocked' : 'pill pill-open'}><i aria-hidden="true" />{user.blocked ? words.user_blocked : words.works}</span>
        {notes.length > 0 && <small class="user-notes">{notes.join(' · ')}</small>}
      </td>
      <td class="number">{user.last_log_in === null ? <span class="muted">{words.never}</span> : momentText(user.last_log_in, language)}</td>
      <td class="table-act"><button type="button" class="small" aria-label={`${words.edit}: ${user.name}`} onClick={props.onEdit}>{words.edit}</button></td>
    </tr>
  );
}

export function UsersPage(props: OfficeProps): JSX.Element {
  const { words, say } = useSpeech();
  const { me, onLoggedOut } = props;
  const [users, setUsers] = useState<User[] | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const { refusal, refuse, forget } = useRefusal(onLoggedOut);
  const close = (): void => setOpen(null);

  useEffect(() => {
    document.title = words.users;
  }, [words]);
  useEffect(() => {
    void askUsers().then((answer) => {
      if (answer.ok) return setUsers(answer.value.users);
      return refuse(answer.refusal);
    });
  }, [refuse]);

  const act = async (wish: UserAct): Promise<string> => {
    const answer = await actOnUser(wish, me.csrf);
    if (!answer.ok) {
      if (isStranger(answer.refusal)) onLoggedOut();
      return say(answer.refusal.sentence);
    }
    setUsers(answer.value.users);
    setOpen(answer.value.password ? { kind: 'password', name: wish.name, password: answer.value.password } : null);
    if (wish.name === me.name) onLoggedOut(); // it may have been one's own session
    return '';
  };

  const edited = open?.kind === 'edit' ? users?.find(({ name }) => name === open.name) : undefined;
  return (
    <div class="page page-office">
      <Header me={me} title={words.users} subtitle={words.users_hint} ways={props.ways} onLogOut={props.onLogOut} />
      <div class="notice-area"><RefusalNotice refusal={refusal} onClose={forget} /></div>
      <main class="office">
        <section class="card table-card" aria-labelledby="users-title">
          <header class="office-head">
            <h2 id="users-title">{words.users}</h2>
            <button type="button" class="primary" onClick={() => setOpen({ kind: 'add' })}>{words.add_user}</button>
          </header>
          <TableBox label={words.users}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.name}</th><th scope="col">{words.user_role}</th><th scope="col">{words.window}</th>
                  <th scope="col">{words.user_state}</th><th scope="col">{words.last_log_in}</th><td />
                </tr>
              </thead>
              <tbody>
                {users?.map((user) => (
                  <UserRow key={user.name} user={user} own={user.name === me.name} onEdit={() => setOpen({ kind: 'edit', name: user.name })} />
                ))}
              </tbody>
            </table>
          </TableBox>
        </section>
      </main>
      {open?.kind === 'add' && <AddUserDialog onDo={act} onClose={close} />}
      {edited && <EditUserDialog user={edited} onDo={act} onClose={close} />}
      {open?.kind === 'password' && <PasswordDialog name={open.name} password={open.password} onClose={close} />}
    </div>
  );
}
