import { DomainError } from '@app/kernel';

/** Why a run ended before its end, as its page says it. */
export interface RunFailure {
  code: string;
  message: string;
  details: Record<string, unknown>;
}

/** `errorId`: where the log says more, of an error that is no refusal. */
export function failureOf(error: unknown, errorId: string): RunFailure {
  if (error instanceof DomainError) return { code: error.code, message: error.message, details: { ...error.details } };
  return {
    code: 'server.failed',
    message: 'Something went wrong on our side; nothing of this step was kept',
    details: { errorId },
  };
}
