// A table that may be wider than a narrow page scrolls inside a box of its own, by keys, too; the page does not scroll
// sideways (WCAG 1.4.10). A box that has nothing to scroll is no stop for the Tab key.
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export function TableBox(props: {
  label: string;
  always?: boolean; // wider than a screen of 1024, too
  children: ComponentChildren;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const watch = new ResizeObserver(() => setScrolls(current.scrollWidth > current.clientWidth + 1 && getComputedStyle(current).overflowX === 'auto'));
    [current, ...current.children].forEach((each) => watch.observe(each));
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box} class={props.always ? 'table-box table-scroll' : 'table-box'} {...(scrolls ? { tabIndex: 0, role: 'group', 'aria-label': props.label } : {})}>
      {props.children}
    </div>
  );
}
