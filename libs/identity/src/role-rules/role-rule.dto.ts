import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsCode, IsUuid } from '@app/platform';
import { RULE_MATCHES, RULE_SCOPES } from './role-rule.rules.js';
import type { RoleRule, RuleMatch, RuleScope } from './role-rule.rules.js';

export class NewRoleRuleDto implements RoleRule {
  @IsChoice(RULE_MATCHES, { enumName: 'RoleRuleMatch' })
  matches!: RuleMatch;

  @IsCode({ max: 253, example: 'district.org', description: 'The domain, the group or the word of the roster' })
  value!: string;

  @IsCode({ example: 'til', description: 'Code of a role that does not manage accounts' })
  role!: string;

  @IsChoice(RULE_SCOPES, { enumName: 'RoleRuleScope' })
  scope!: RuleScope;

  @IsUuid({ nullable: true, description: 'For the scope `site`' })
  siteId!: string | null;
}

export class RoleRuleDto implements RoleRule {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: RULE_MATCHES, enumName: 'RoleRuleMatch' })
  matches!: RuleMatch;

  @ApiProperty()
  value!: string;

  @ApiProperty({ description: 'Code of a role' })
  role!: string;

  @ApiProperty({ enum: RULE_SCOPES, enumName: 'RoleRuleScope' })
  scope!: RuleScope;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  siteId!: string | null;

  @ApiProperty({ description: 'The role has come to manage accounts since: the rule gives nothing' })
  void!: boolean;
}

export class RoleRulesDto {
  @ApiProperty({ type: [RoleRuleDto] })
  items!: RoleRuleDto[];
}
