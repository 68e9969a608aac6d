// A pause or a closing that begins when the visitor who is at the window has left.
import type { JSX } from 'preact';
import type { Post } from '../model';
import { useSpeech } from '../words';

export function LeaveNote(props: { leave: NonNullable<Post['leave']> }): JSX.Element {
  const { words, say } = useSpeech();
  const { leave } = props;
  return (
    <small class="leave-note" role="status">
      {leave.to === 'close' ? words.closes_after_visitor : <>{words.pauses_after_visitor}: {say(leave.reason)}</>}
    </small>
  );
}
