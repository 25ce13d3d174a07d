import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Millis } from '../../domain/time.ts';

export interface EventLoop {
  /** The longest that the event loop has stood still since this was asked last. */
  longestPause(): Millis;
  stop(): void;
}

export function watchEventLoop(): EventLoop {
  const histogram = monitorEventLoopDelay({ resolution: 20 });
  histogram.enable();
  return {
    longestPause: () => {
      const nanoseconds = histogram.max;
      histogram.reset();
      return Math.round(nanoseconds / 1e6);
    },
    stop: () => void histogram.disable(),
  };
}
