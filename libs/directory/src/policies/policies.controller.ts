import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, ReadOnlyPost, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { DistrictProfile } from '../district/district.dto.js';
import { PoliciesService } from './policies.service.js';
import type { PolicyState } from './policies.service.js';
import { barredBy } from './policy.rules.js';
import { NewPolicyChangeDto, PoliciesDto, PolicyDto, PolicyEffectsDto, PolicyRowDto } from './policy.dto.js';

/** What the district decides, with dates. */
@ApiTags('policies')
@Controller('policies')
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  @Get()
  @RequirePermission('policy:edit', 'admin-log:read')
  @ApiOperation({ operationId: 'listPolicies', summary: 'Every policy: in force, planned and past' })
  @ApiOkResponse({ type: PoliciesDto })
  async list(@CurrentViewer() viewer: Viewer): Promise<PoliciesDto> {
    const { today, profile, items } = await this.policies.list(viewer);
    return { today, items: items.map((each) => shown(each, profile)) };
  }

  @Post(':kind/preview')
  @ReadOnlyPost()
  @RequirePermission('policy:edit')
  @ApiOperation({ operationId: 'previewPolicyChange', summary: 'What a change would reach' })
  @ApiOkResponse({ type: PolicyEffectsDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'policy.not-found', 'site.not-found')
  @ApiProblem(409, 'policy.changed')
  @ApiProblem(422, 'policy.values', 'policy.day')
  async preview(
    @CurrentViewer() viewer: Viewer,
    @Param('kind') kind: string,
    @Body() body: NewPolicyChangeDto,
  ): Promise<PolicyEffectsDto> {
    const { items } = await this.policies.preview(viewer, kind, body);
    return { items: items.map(({ people, ...effect }) => ({ ...effect, people: [...people] })) };
  }

  @Post(':kind/changes')
  @RequirePermission('policy:edit')
  @ApiOperation({ operationId: 'planPolicyChange', summary: 'Plan a change: it starts today or later' })
  @ApiCreatedResponse({ type: PolicyRowDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'policy.not-found', 'site.not-found')
  @ApiProblem(409, 'policy.changed')
  @ApiProblem(422, 'policy.values', 'policy.day')
  plan(
    @CurrentViewer() viewer: Viewer,
    @Param('kind') kind: string,
    @Body() body: NewPolicyChangeDto,
  ): Promise<PolicyRowDto> {
    return this.policies.plan(viewer, kind, body);
  }

  @Delete(':kind/changes/:id')
  @RequirePermission('policy:edit')
  @HttpCode(204)
  @ApiOperation({ operationId: 'takeBackPolicyChange', summary: 'Take back a change that has not begun' })
  @ApiNoContentResponse({ description: 'Taken back' })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'policy.not-found', 'site.not-found')
  @ApiProblem(409, 'policy.in-force', 'policy.not-last', 'policy.changed')
  takeBack(@CurrentViewer() viewer: Viewer, @Param('kind') kind: string, @IdParam() id: string): Promise<void> {
    return this.policies.remove(viewer, kind, id);
  }
}

const shown = ({ keys, fields, ...rest }: PolicyState, profile: DistrictProfile): PolicyDto => ({
  ...rest,
  bySite: keys === 'sites',
  keys: keys === 'sites' ? [] : [...keys],
  fields: fields.map(({ field, label, description, affects, allowed }) => ({
    field,
    label,
    description,
    affects: [...(affects ?? [])],
    choices:
      'choices' in allowed
        ? allowed.choices.map((choice) => ({
            ...{ value: choice.value, label: choice.label },
            barredBy: barredBy(choice, profile),
          }))
        : null,
    min: 'choices' in allowed ? null : allowed.min,
    max: 'choices' in allowed ? null : allowed.max,
    unit: 'choices' in allowed ? null : allowed.unit,
  })),
});
