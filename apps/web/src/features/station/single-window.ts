/**
 * One window is the station: the newest. Older ones hear of it and go quiet.
 * @returns how to let go
 */
export function claimStation(stationId: string, yielded: () => void): () => void {
  const channel = new BroadcastChannel(`cubby-station-${stationId}`);
  const me = crypto.getRandomValues(new Uint32Array(2)).join('-');
  channel.onmessage = ({ data }: MessageEvent<{ claim?: string }>) => {
    if (data.claim && data.claim !== me) yielded();
  };
  channel.postMessage({ claim: me });
  return () => channel.close();
}
