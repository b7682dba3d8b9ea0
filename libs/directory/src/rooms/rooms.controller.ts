import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission, pageOf } from '@app/platform';
import type { Viewer } from '@app/platform';
import { nameKeyOf } from '../shared/keyset.js';
import { EditRoomDto, NewRoomDto, RoomDto, RoomsQuery } from './room.dto.js';
import { RoomsService } from './rooms.service.js';

@ApiTags('directory')
@Controller()
export class RoomsController {
  constructor(private readonly rooms: RoomsService) {}

  @Get('sites/:id/rooms')
  @RequirePermission('site:read')
  @ApiOperation({ operationId: 'listRooms', summary: 'Rooms and carts of a site, by name' })
  @ApiOkResponse({ type: pageOf(RoomDto) })
  @ApiProblem(404, 'site.not-found')
  list(
    @CurrentViewer() viewer: Viewer,
    @IdParam() siteId: string,
    @Query() { active, after, limit }: RoomsQuery,
  ): Promise<Page<RoomDto>> {
    return this.rooms.list(viewer, siteId, { active, limit, after: nameKeyOf(after) });
  }

  @Post('sites/:id/rooms')
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'createRoom', summary: 'Add a room or a cart to a site' })
  @ApiCreatedResponse({ type: RoomDto })
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'room.code-taken', 'site.closed')
  @ApiProblem(422, 'room.code-reserved')
  create(@CurrentViewer() viewer: Viewer, @IdParam() siteId: string, @Body() body: NewRoomDto): Promise<RoomDto> {
    return this.rooms.create(viewer, siteId, body);
  }

  @Get('rooms/:id')
  @RequirePermission('site:read')
  @ApiOperation({ operationId: 'getRoom', summary: 'One room or cart, in use or not' })
  @ApiOkResponse({ type: RoomDto })
  @ApiProblem(404, 'room.not-found')
  get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<RoomDto> {
    return this.rooms.get(viewer, id);
  }

  @Patch('rooms/:id')
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'editRoom', summary: 'Change a room or take it out of use' })
  @ApiOkResponse({ type: RoomDto })
  @ApiProblem(404, 'room.not-found')
  @ApiProblem(409, 'room.version-conflict', 'room.code-taken', 'room.in-use')
  @ApiProblem(422, 'room.code-reserved')
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditRoomDto): Promise<RoomDto> {
    return this.rooms.edit(viewer, id, body);
  }
}
