import { moveMark } from './gestures/moveMark.ts';
import { overviewWindow } from './gestures/overviewWindow.ts';
import { pan } from './gestures/pan.ts';
import { resizeMark } from './gestures/resizeMark.ts';
import { scrub } from './gestures/scrub.ts';
import { selectSpan } from './gestures/selectSpan.ts';
import type { Scope } from './scope.ts';
import type { Gesture, Stage } from './stage.ts';
import type { HitTarget, Mark } from './types.ts';

/** A press that moves less is a click. */
const clickPx = 3;
/** A drag past the edge turns the view by this part of how far it is past, every frame. */
const edgePanPart = 0.15;

export type PointerSurface = {
  readonly element: HTMLElement;
  readonly hit: (x: number, y: number) => HitTarget;
  /** The overview shows all there is, so a drag past its edge has nowhere to go. */
  readonly isPanning: boolean;
};

type Press = {
  readonly pointerId: number;
  readonly fromX: number;
  readonly target: HitTarget;
  readonly isMiddle: boolean;
  gesture: Gesture | null;
  x: number;
};

/** Turns the pointer of one surface into gestures, clicks and hovering. */
export function listenToPointer(
  stage: Stage,
  surface: PointerSurface,
  scope: Scope,
  onHover: (x: number | null) => void,
): void {
  const { element } = surface;
  let press: Press | null = null;

  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const hover = (mark: Mark | null): void => {
    if (stage.state.hovered === mark) return;
    stage.state.hovered = mark;
    stage.redrawTiers();
  };
  const end = (how: 'approve' | 'cancel'): void => {
    const ended = press;
    press = null;
    if (ended === null) return;
    if (element.hasPointerCapture(ended.pointerId)) element.releasePointerCapture(ended.pointerId);
    if (ended.gesture !== null) ended.gesture[how]();
    else if (how === 'approve' && !ended.isMiddle) click(stage, ended.target);
  };
  const panAtEdge = scope.frame(() => {
    if (press === null || press.gesture === null || press.isMiddle || !surface.isPanning) return;
    const past = press.x < 0 ? press.x : Math.max(0, press.x - stage.range.widthPx);
    if (past === 0) return;
    stage.setRange(stage.range.panBy(past * edgePanPart), 'person');
    press.gesture.update(press.x);
    panAtEdge();
  });

  scope.listen(element, 'pointerdown', (event) => {
    if (
      press !== null ||
      event.button > 1 ||
      (event.button === 0 && event.ctrlKey && navigator.platform.startsWith('Mac'))
    )
      return;
    const { x, y } = place(event);
    const target = surface.hit(x, y);
    const isMiddle = event.button === 1;
    press = { pointerId: event.pointerId, fromX: x, target, isMiddle, gesture: null, x };
    element.setPointerCapture(event.pointerId);
    // The middle button would begin the browser's own scrolling.
    if (isMiddle) event.preventDefault();
    const isScrub = target.kind === 'ruler' || target.kind === 'playhead' || target.kind === 'overview';
    if (isScrub && !isMiddle) {
      press.gesture = begin(stage, press);
      press.gesture?.update(x);
    }
  });
  scope.listen(element, 'pointermove', (event) => {
    const { x, y } = place(event);
    onHover(x);
    if (press === null) {
      const target = surface.hit(x, y);
      element.style.cursor = cursorOf(target);
      hover('mark' in target ? target.mark : null);
      return;
    }
    press.x = x;
    if (press.gesture === null && Math.abs(x - press.fromX) > clickPx) press.gesture = begin(stage, press);
    press.gesture?.update(x);
    panAtEdge();
  });
  scope.listen(element, 'pointerup', () => end('approve'));
  scope.listen(element, 'pointercancel', () => end('cancel'));
  scope.listen(element, 'pointerleave', () => {
    onHover(null);
    hover(null);
  });
  // Captured before anything else on the page, for which Escape means something too.
  scope.listen(
    window,
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || press === null) return;
      event.stopPropagation();
      event.preventDefault();
      end('cancel');
    },
    { capture: true },
  );
  scope.listen(element, 'dblclick', (event) => {
    const { x, y } = place(event);
    const target = surface.hit(x, y);
    if (!('mark' in target)) return;
    stage.emit('open', { id: target.mark.id, momentId: target.mark.momentId, tierId: target.tierId });
  });
  scope.listen(element, 'contextmenu', (event) => {
    event.preventDefault();
    const { x, y } = place(event);
    stage.emit('context', { target: surface.hit(x, y), clientX: event.clientX, clientY: event.clientY });
  });
  scope.add(() => end('cancel'));
}

function begin(stage: Stage, press: Press): Gesture | null {
  const { target, fromX } = press;
  if (press.isMiddle) return pan(stage, fromX);
  const { selection } = stage.state;
  switch (target.kind) {
    case 'ruler':
    case 'playhead':
      return scrub(stage, () => stage.range);
    case 'overview':
      return scrub(stage, () => stage.overview);
    case 'overviewWindow':
      return overviewWindow(stage, fromX);
    case 'mark':
      return stage.canEdit(target.tierId) ? moveMark(stage, target.tierId, target.mark, target.atMs) : null;
    case 'markStart':
      return resizeMark(stage, target.tierId, target.mark, 'start');
    case 'markEnd':
      return resizeMark(stage, target.tierId, target.mark, 'end');
    case 'peak':
      return null;
    case 'selectionStart':
      return selectSpan(stage, selection?.endMs ?? target.atMs);
    case 'selectionEnd':
      return selectSpan(stage, selection?.startMs ?? target.atMs);
    case 'selection':
    case 'wave':
    case 'empty':
      return selectSpan(stage, target.atMs);
  }
}

function click(stage: Stage, target: HitTarget): void {
  switch (target.kind) {
    case 'mark':
    case 'markStart':
    case 'markEnd':
    case 'peak':
      stage.emit('select', { id: target.mark.id, momentId: target.mark.momentId, tierId: target.tierId });
      return;
    case 'empty':
      stage.emit('select', { id: null, momentId: null, tierId: target.tierId });
      stage.seek(target.atMs);
      return;
    case 'wave':
      if (stage.state.selection !== null) {
        stage.previewSelection(null);
        stage.emit('spanSelected', null);
      }
      stage.seek(target.atMs);
      return;
    default:
      stage.seek(target.atMs);
  }
}

function cursorOf(target: HitTarget): string {
  switch (target.kind) {
    case 'markStart':
    case 'markEnd':
    case 'selectionStart':
    case 'selectionEnd':
    case 'playhead':
      return 'ew-resize';
    case 'mark':
    case 'peak':
      return 'pointer';
    case 'overviewWindow':
      return 'grab';
    default:
      return 'default';
  }
}
