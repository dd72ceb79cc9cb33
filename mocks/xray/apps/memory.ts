import type { JsonObject } from "../../../contract/json.js";
import type { XrayState } from "../state.js";
import { systemFigures } from "../system.js";

// Sizes of Go 1.26 for small objects.
const sizes = [
  0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
  384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304,
  2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880,
  12288, 13568, 14336, 16384, 18432,
];

/** Go's `runtime.MemStats`, made up around the figures that GetSysStats gives; times in nanoseconds. */
export function memoryFigures(state: XrayState, now: number): JsonObject {
  const figures = systemFigures(state, now);
  const [alloc, sys] = [Number(figures.alloc), Number(figures.sys)];
  const heap = 7_733_248;
  const inUse = alloc + 1_500_000;
  const ended = state.startedAt * 1e6;
  const pause = Math.floor(Number(figures.pauseTotalNs) / figures.numGC);
  const ring = (value: number) =>
    Array.from({ length: 256 }, (_, at) => (at < figures.numGC ? value : 0));
  return {
    Alloc: alloc,
    TotalAlloc: Number(figures.totalAlloc),
    Sys: sys,
    Lookups: 0,
    Mallocs: Number(figures.mallocs),
    Frees: Number(figures.frees),
    HeapAlloc: alloc,
    HeapSys: heap,
    HeapIdle: heap - inUse,
    HeapInuse: inUse,
    HeapReleased: heap - inUse,
    HeapObjects: Number(figures.liveObjects),
    StackInuse: 655_360,
    StackSys: 655_360,
    MSpanInuse: 65_280,
    MSpanSys: 65_280,
    MCacheInuse: 4592,
    MCacheSys: 16_072,
    BuckHashSys: 1_448_854,
    GCSys: 3_035_888,
    OtherSys: 519_354,
    NextGC: 4_194_304,
    LastGC: ended,
    PauseTotalNs: pause * figures.numGC,
    PauseNs: ring(pause),
    PauseEnd: ring(ended),
    NumGC: figures.numGC,
    NumForcedGC: 2,
    GCCPUFraction: 0.0318,
    EnableGC: true,
    DebugGC: false,
    BySize: sizes.map((Size, at) => ({
      Size,
      Mallocs: at === 0 ? 0 : Math.floor(Number(figures.mallocs) / (at + 20)),
      Frees: at === 0 ? 0 : Math.floor(Number(figures.frees) / (at + 20)),
    })),
  };
}
