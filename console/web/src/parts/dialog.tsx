// A modal question. The browser's own <dialog> keeps the focus inside, closes it on Esc and gives the focus back.
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export function Dialog(props: {
  title: string;
  wide?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  const onClose = useRef(props.onClose);
  onClose.current = props.onClose;
  useLayoutEffect(() => {
    const dialog = element.current;
    if (!dialog) return undefined;
    const closed = (): void => onClose.current();
    dialog.addEventListener('close', closed);
    dialog.showModal();
    return () => {
      // A dialog that leaves the page open takes the focus with it; closed, it returns the focus to where it was before.
      // That it was closed is told later, when another may stand in its place: nobody listens any more.
      dialog.removeEventListener('close', closed);
      dialog.close();
    };
  }, []);
  return (
    <dialog ref={element} class={props.wide ? 'dialog dialog-wide' : 'dialog'} aria-labelledby="dialog-title">
      <h2 id="dialog-title">{props.title}</h2>
      {props.children}
    </dialog>
  );
}
