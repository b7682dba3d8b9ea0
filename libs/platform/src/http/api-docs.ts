import { ApiProperty, ApiResponse, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'FieldErrorDto' })
export class FieldErrorDto {
  @ApiProperty({ example: 'lines.2.amountCents', description: 'Path of the field inside the request' })
  field!: string;

  @ApiProperty({ example: 'must be a whole number of cents from 0 to 10000000000' })
  message!: string;
}

/** The documented shape of every refusal: `application/problem+json`. */
@ApiSchema({ name: 'ProblemDto' })
export class ProblemDto {
  @ApiProperty({ example: 'urn:cubby:problem:loan.device-held' })
  type!: string;

  @ApiProperty({ example: 'The device is on loan already' })
  title!: string;

  @ApiProperty({ type: 'integer', example: 409 })
  status!: number;

  @ApiProperty({ example: 'loan.device-held', description: 'Stable; what a program decides by' })
  code!: string;

  @ApiProperty({ required: false })
  detail?: string;

  @ApiProperty({ required: false, type: [FieldErrorDto] })
  errors?: FieldErrorDto[];

  @ApiProperty({ required: false, type: Object, additionalProperties: true, description: 'Ids, states, days' })
  details?: Record<string, unknown>;

  @ApiProperty({ required: false, format: 'uuid', description: 'Only on 500: names the entry in the log' })
  errorId?: string;
}

const PROBLEM_CODES = Symbol('cubby:problem-codes');

/** Which codes a route may answer with a status: `@ApiProblem(409, 'loan.device-held')`. May be repeated. */
export function ApiProblem(status: number, ...codes: [string, ...string[]]): MethodDecorator {
  return (target, key, descriptor) => {
    const handler = descriptor.value as object;
    const known = problemCodesOf(handler);
    Reflect.defineMetadata(PROBLEM_CODES, { ...known, [status]: [...(known[status] ?? []), ...codes] }, handler);
    // Nest itself adds a description to the one that is there.
    ApiResponse(problemResponse(status, codes))(target, key, descriptor);
  };
}

/** The codes that a handler declares beyond the general ones, by status. */
export const problemCodesOf = (handler: object): Record<number, string[]> =>
  (Reflect.getMetadata(PROBLEM_CODES, handler) as Record<number, string[]> | undefined) ?? {};

/** The response object of one status, with its codes in words and as `x-codes`. */
export const problemResponse = (status: number, codes: readonly string[]) => ({
  status,
  description: codes.map((code) => `\`${code}\``).join(', '),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
});
