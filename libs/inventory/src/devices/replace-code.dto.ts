import { IsChoice, IsCode, IsVersion } from '@app/platform';

export const CODE_REASONS = ['label-lost', 'label-damaged', 'label-wrong', 'board-replaced', 'typed-wrong'] as const;

export class ReplaceCodeDto {
  @IsVersion()
  version!: number;

  @IsChoice(['tag', 'serial'])
  kind!: 'tag' | 'serial';

  @IsCode({ nullable: true, example: 'CB-00418', description: 'The new code; null retires the present one' })
  value!: string | null;

  @IsChoice(CODE_REASONS)
  reason!: string;
}
