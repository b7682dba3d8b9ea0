import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, ReadOnlyPost, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import {
  CancelReservationDto,
  NewReservationDto,
  ReservationDto,
  ReservationLinesDto,
  ReservationPairsDto,
  ReservationsPageDto,
  ReservationsQuery,
} from './reservation.dto.js';
import { ReservationsService } from './reservations.service.js';
import { ReserveService } from './reserve.service.js';

/** Devices set aside for people before the hand-out. */
@ApiTags('circulation')
@Controller('reservations')
export class ReservationsController {
  constructor(
    private readonly reservations: ReservationsService,
    private readonly reserving: ReserveService,
  ) {}

  @Get()
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listReservations', summary: 'Live reservations, the newest first' })
  @ApiOkResponse({ type: ReservationsPageDto })
  list(@CurrentViewer() viewer: Viewer, @Query() query: ReservationsQuery): Promise<ReservationsPageDto> {
    return this.reservations.list(viewer, query);
  }

  @Post()
  @RequirePermission('device:check-out')
  @ApiOperation({ operationId: 'reserveDevice', summary: 'Set a device aside for somebody' })
  @ApiCreatedResponse({ type: ReservationDto })
  @ApiProblem(404, 'device.not-found', 'person.not-found')
  @ApiProblem(
    409,
    'reservation.device-reserved',
    'reservation.device-unfit',
    'reservation.device-missing',
    'reservation.device-in-repair',
    'reservation.device-on-hold',
    'reservation.with-another',
    'reservation.person-withdrawn',
    'reservation.has-it-already',
    'reservation.has-another-reserved',
  )
  reserve(@CurrentViewer() viewer: Viewer, @Body() body: NewReservationDto): Promise<ReservationDto> {
    return this.reserving.reserve(viewer, body);
  }

  @Post('check')
  @HttpCode(200)
  @ReadOnlyPost()
  @RequirePermission('device:check-out')
  @ApiOperation({ operationId: 'checkReservations', summary: 'What a list of tags and student numbers would do' })
  @ApiOkResponse({ type: ReservationLinesDto })
  async check(@CurrentViewer() viewer: Viewer, @Body() body: ReservationPairsDto): Promise<ReservationLinesDto> {
    return { items: await this.reserving.check(viewer, body.pairs) };
  }

  @Post('list')
  @HttpCode(200)
  @RequirePermission('device:check-out')
  @ApiOperation({ operationId: 'reserveDevices', summary: 'Set devices aside by a list of tags and student numbers' })
  @ApiOkResponse({ type: ReservationLinesDto })
  @ApiProblem(409, 'reservation.device-reserved')
  async reserveAll(@CurrentViewer() viewer: Viewer, @Body() body: ReservationPairsDto): Promise<ReservationLinesDto> {
    return { items: await this.reserving.reserveAll(viewer, body.pairs) };
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @RequirePermission('device:check-out')
  @ApiOperation({ operationId: 'cancelReservation', summary: 'The device is set aside no more' })
  @ApiOkResponse({ type: ReservationDto })
  @ApiProblem(404, 'reservation.not-found')
  @ApiProblem(409, 'reservation.not-live')
  cancel(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: CancelReservationDto,
  ): Promise<ReservationDto> {
    return this.reservations.cancel(viewer, id, body.version);
  }
}
