import { type Measurement, milliseconds } from './report.ts';
import { measureTimelineFrames } from './timeline-frames.ts';

export async function measureTimeline(): Promise<Measurement[]> {
  const frames = await measureTimelineFrames();
  const ours = Math.max(frames.pan.p95, frames.zoom.p95, frames.drag.p95);
  return [
    {
      what: 'pan and zoom, 3 h, 10,000 moments, 10,000 codings',
      measured: `95 % of frames: pan ${milliseconds(frames.pan.p95)}, zoom ${milliseconds(frames.zoom.p95)}, drag ${milliseconds(frames.drag.p95)}`,
      against: `20 ms; wavesurfer with 3,000 regions: ${milliseconds(frames.wavesurferRegionsPan.p95)}`,
      isReached: ours <= 20,
    },
  ];
}
