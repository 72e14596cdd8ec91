// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { followPress } from './press.ts';

const send = (type: string, x: number, y: number) =>
  window.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y }));

function pressed(goesOn = true) {
  const calls: string[] = [];
  followPress(
    { x: 10, y: 10 },
    {
      drag: ({ x, y }) => {
        calls.push(`drag ${x},${y}`);
        return goesOn;
      },
      release: ({ x, y }, dragged) => calls.push(`${dragged ? 'dropped' : 'clicked'} ${x},${y}`),
      cancel: () => calls.push('cancelled'),
    },
  );
  return calls;
}

describe('a pressed pointer', () => {
  it('that trembles is a click', () => {
    const calls = pressed();
    send('pointermove', 12, 11);
    send('pointerup', 12, 11);
    expect(calls).toEqual(['clicked 12,11']);
  });

  it('drags from 4 pixels on, also back to where it began, and is forgotten once it is let go', () => {
    const calls = pressed();
    send('pointermove', 14, 10);
    send('pointermove', 10, 10);
    send('pointerup', 10, 10);
    send('pointermove', 50, 50);
    send('pointerup', 50, 50);
    expect(calls).toEqual(['drag 14,10', 'drag 10,10', 'dropped 10,10']);
  });

  it('is followed no longer when the browser takes it away', () => {
    const calls = pressed();
    send('pointermove', 20, 20);
    send('pointercancel', 20, 20);
    send('pointermove', 30, 30);
    send('pointerup', 30, 30);
    expect(calls).toEqual(['drag 20,20', 'cancelled']);
  });

  it('is followed no longer when there is nothing to go on with', () => {
    const calls = pressed(false);
    send('pointermove', 20, 20);
    send('pointermove', 30, 30);
    send('pointerup', 30, 30);
    expect(calls).toEqual(['drag 20,20']);
  });
});
