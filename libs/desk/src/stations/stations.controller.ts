import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, RequirePermission, Viewer } from '@app/platform';
import { NewStationDto, StationDto, StationListDto } from './station.dto.js';
import { StationService } from './station.service.js';

@ApiTags('desk')
@Controller('stations')
export class StationsController {
  constructor(private readonly stations: StationService) {}

  @Get()
  @RequirePermission('scan:use')
  @ApiOperation({ operationId: 'listStations', summary: 'Stations of the sites where the account may scan' })
  @ApiOkResponse({ type: StationListDto })
  async list(@CurrentViewer() viewer: Viewer): Promise<StationListDto> {
    return { items: await this.stations.list(viewer) };
  }

  @Post()
  @RequirePermission('scan:use')
  @ApiOperation({ operationId: 'openStation', summary: 'Open a station by its name; the same name opens the same one' })
  @ApiCreatedResponse({ type: StationDto })
  @ApiProblem(404, 'desk.station-not-found')
  open(@CurrentViewer() viewer: Viewer, @Body() body: NewStationDto): Promise<StationDto> {
    return this.stations.open(viewer, body);
  }
}
