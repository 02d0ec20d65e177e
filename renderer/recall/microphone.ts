/** Why there is no sound of a microphone; each has its own words. */
export type MicrophoneTrouble = 'refused' | 'none' | 'busy';

export type Microphone = {
  readonly stream: MediaStream;
  readonly deviceId: string;
  readonly label: string;
  /** Loudness now, 0 to 1 over the 60 dB below full scale. Cheap: called for each frame. */
  level(): number;
  /**
   * It was unplugged, or the system took it away. A sound server may put another in its place and let the track live:
   * so the list of devices is looked at as well.
   */
  onLost(listener: () => void): void;
  close(): void;
};

/**
 * Opens a microphone; null takes the system's own. No echo or noise is taken out: what people say softly is evidence,
 * and such filters take quiet speech for noise.
 */
export async function openMicrophone(deviceId: string | null): Promise<Microphone | MicrophoneTrouble> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: true,
      },
    });
  } catch (thrown) {
    return troubleOf(thrown);
  }
  const track = stream.getAudioTracks()[0];
  if (track === undefined) return 'none';
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  context.createMediaStreamSource(stream).connect(analyser);
  void context.resume();
  const samples = new Float32Array(analyser.fftSize);
  let isClosed = false;
  const closing = new AbortController();
  return {
    stream,
    deviceId: deviceIdOf(track),
    label: track.label,
    level() {
      analyser.getFloatTimeDomainData(samples);
      return loudness(samples);
    },
    onLost(listener) {
      const lose = () => {
        if (!isClosed) listener();
      };
      track.addEventListener('ended', lose);
      const look = async () => {
        const devices = await listMicrophones();
        if (devices.length > 0 && devices.every((device) => device.deviceId !== deviceIdOf(track))) lose();
      };
      navigator.mediaDevices.addEventListener('devicechange', look, { signal: closing.signal });
    },
    close() {
      isClosed = true;
      closing.abort();
      for (const each of stream.getTracks()) each.stop();
      void context.close();
    },
  };
}

function deviceIdOf(track: MediaStreamTrack): string {
  return track.getSettings().deviceId ?? '';
}

/** Root mean square of samples of −1 to 1, as a share of the 60 dB below full scale. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.max(0, Math.min(1, (decibels + 60) / 60));
}

function troubleOf(thrown: unknown): MicrophoneTrouble {
  const name = thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'busy';
}

export type Device = { readonly deviceId: string; readonly label: string };

/** The microphones there are; their names are known only after one has been allowed. */
export async function listMicrophones(): Promise<readonly Device[]> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices
    .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}
