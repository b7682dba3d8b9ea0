export {
  admits,
  accessOf,
  Idempotent,
  Public,
  ReadOnlyPost,
  RequirePermission,
  routeAccess,
  SignedIn,
  writeKindOf,
} from './access.js';
export type { RouteAccess, WriteKind } from './access.js';
export { ApiProblem, problemCodesOf, ProblemDto, problemResponse } from './api-docs.js';
export { CurrentViewer, MaybeViewer, replyOf, requestOf, SessionRequired } from './api-request.js';
export type { ApiReply, ApiRequest } from './api-request.js';
export * from './fields.js';
export { IsListOf, IsPartOf } from './nested-fields.js';
export { problemOf } from './problem.js';
export type { Problem } from './problem.js';
export { ProblemFilter } from './problem.filter.js';
export { PageQuery, pageOf, QueryChoices, QueryFlag, QueryWhole, QueryWords } from './query-fields.js';
export { queryOf } from './query-text.js';
export { invalidField, invalidRequest, RequestRefused } from './refusal.js';
export type { FieldError } from './refusal.js';
export { IdParam, IdPipe, RequestValidationPipe } from './validation.js';
export { HttpModule, IdempotencyModule } from './http.module.js';
export { isKeyed } from './idempotency.guard.js';
export { CLIENT_HEADER } from './origin.guard.js';
export { pageHeaders } from './security-headers.js';
export { createAdapter, HTTP_WAITS } from './server.js';
export { receiveFile, receiveFiles, tooLarge, Upload } from './upload.js';
export type { IncomingFile } from './upload.js';
