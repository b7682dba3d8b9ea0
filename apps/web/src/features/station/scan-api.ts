import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import { api, ApiError, ask, type Dto } from '../../lib/api.js';
import type { SendResult } from './scan-queue.js';

const TIMEOUT_MS = 4_000;

/** Sends one scan. Never throws: what cannot be decided now is `later`. */
export async function sendScan(request: ScanRequest, signal: AbortSignal): Promise<SendResult> {
  try {
    const answer = await ask<ScanAnswer>(
      api.POST('/api/v1/scan-events', {
        body: request,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      }),
    );
    return { kind: 'answer', answer };
  } catch (error) {
    if (!(error instanceof ApiError)) return { kind: 'later' };
    return refusalOf(error);
  }
}

function refusalOf({ problem: { status, code } }: ApiError): SendResult {
  if (status === 401) return { kind: 'signed-out' };
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return { kind: 'later' };
  return { kind: 'refused', status, code };
}

/** One scan of the session as the server keeps it. */
export interface PastScan {
  id: string;
  act: string;
  rawCode: string | null;
  /** Of a note. */
  note: string | null;
  occurredAt: string;
  undone: boolean;
  answer: ScanAnswer;
}

/** The scans of the session, in any order. */
export async function scanHistory(sessionId: string): Promise<PastScan[]> {
  const { items } = await ask<{ items: PastScan[] }>(
    api.GET('/api/v1/desk-sessions/{id}/scans', { params: { path: { id: sessionId } } }),
  );
  return items;
}

/** @throws ApiError. The same key for the same body: an answer that got lost does not register it twice. */
export const registerDevice = (
  body: Dto<'RegisterDeviceDto'>,
  idempotencyKey: string,
): Promise<Dto<'TaggedDeviceDto'>> =>
  ask(api.POST('/api/v1/devices', { body, headers: { 'Idempotency-Key': idempotencyKey } }));

export type StationSetup = Dto<'StationSetupDto'>;

export interface StationDto {
  id: string;
  name: string;
  siteId: string;
  setup?: StationSetup | null;
}

export async function listStations(): Promise<StationDto[]> {
  const answer = await ask<{ items: StationDto[] } | StationDto[]>(api.GET('/api/v1/stations'));
  return Array.isArray(answer) ? answer : answer.items;
}

/** Keeps what was found in a cart. */
export const keepCartCheck = (id: string, deviceIds: string[]): Promise<Dto<'CartCheckDto'>> =>
  ask(api.POST('/api/v1/carts/{id}/checks', { params: { path: { id } }, body: { deviceIds } }));

/** Where devices may be sent. */
export const listDestinations = (): Promise<{ items: { id: string; code: string; name: string }[] }> =>
  ask(api.GET('/api/v1/stations/destinations'));

export const createStation = (station: { name: string; siteId: string }): Promise<StationDto> =>
  ask<StationDto>(api.POST('/api/v1/stations', { body: station }));

export const saveSetup = (id: string, setup: StationSetup): Promise<unknown> =>
  ask(api.PUT('/api/v1/stations/{id}/setup', { params: { path: { id } }, body: setup }));
