import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission, pageOf } from '@app/platform';
import type { Viewer } from '@app/platform';
import { nameKeyOf } from '../shared/keyset.js';
import { CartDetailDto, CartDto, CartsQuery, EditCartDto, NewCartDto } from './cart.dto.js';
import { CartsService } from './carts.service.js';

@ApiTags('directory')
@Controller()
export class CartsController {
  constructor(private readonly carts: CartsService) {}

  @Get('sites/:id/carts')
  @RequirePermission('site:read')
  @ApiOperation({ operationId: 'listCarts', summary: 'Carts of a site, by name' })
  @ApiOkResponse({ type: pageOf(CartDto) })
  @ApiProblem(404, 'site.not-found')
  list(
    @CurrentViewer() viewer: Viewer,
    @IdParam() siteId: string,
    @Query() { active, after, limit }: CartsQuery,
  ): Promise<Page<CartDto>> {
    return this.carts.list(viewer, siteId, { active, limit, after: nameKeyOf(after) });
  }

  @Post('sites/:id/carts')
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'createCart', summary: 'Add a cart to a site' })
  @ApiCreatedResponse({ type: CartDetailDto })
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'cart.code-taken', 'site.closed')
  @ApiProblem(422, 'cart.code-reserved', 'cart.room-elsewhere', 'cart.responsible-unknown')
  create(@CurrentViewer() viewer: Viewer, @IdParam() siteId: string, @Body() body: NewCartDto): Promise<CartDetailDto> {
    return this.carts.create(viewer, siteId, body);
  }

  @Get('carts/:id')
  @RequirePermission('site:read')
  @ApiOperation({ operationId: 'getCart', summary: 'A cart, and who has been responsible for it' })
  @ApiOkResponse({ type: CartDetailDto })
  @ApiProblem(404, 'cart.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<CartDetailDto> {
    return this.carts.get(viewer, id);
  }

  @Patch('carts/:id')
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'editCart', summary: 'Change a cart, who is responsible for it, or take it out of use' })
  @ApiOkResponse({ type: CartDetailDto })
  @ApiProblem(404, 'cart.not-found')
  @ApiProblem(409, 'cart.version-conflict', 'cart.code-taken', 'cart.in-use')
  @ApiProblem(422, 'cart.code-reserved', 'cart.room-elsewhere', 'cart.responsible-unknown')
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditCartDto): Promise<CartDetailDto> {
    return this.carts.edit(viewer, id, body);
  }
}
