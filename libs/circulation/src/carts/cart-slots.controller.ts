import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { CartCheckDto, CartSlotsDto, NewCartCheckDto } from './cart-slots.dto.js';
import { CartSlotsService } from './cart-slots.service.js';

@ApiTags('circulation')
@Controller('carts')
export class CartSlotsController {
  constructor(private readonly carts: CartSlotsService) {}

  @Get(':id/slots')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'getCartSlots', summary: 'What stands in the slots of a cart, and its checks' })
  @ApiOkResponse({ type: CartSlotsDto })
  @ApiProblem(404, 'cart.not-found')
  slots(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<CartSlotsDto> {
    return this.carts.get(viewer, id);
  }

  @Post(':id/checks')
  @RequirePermission('scan:use')
  @ApiOperation({ operationId: 'checkCart', summary: 'Keep what was found when a cart was scanned' })
  @ApiCreatedResponse({ type: CartCheckDto })
  @ApiProblem(404, 'cart.not-found')
  check(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: NewCartCheckDto): Promise<CartCheckDto> {
    return this.carts.check(viewer, id, body.deviceIds);
  }
}
