import { Body, Controller, Get, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission, Viewer } from '@app/platform';
import { ManageStationsService } from './manage-stations.service.js';
import {
  DestinationListDto,
  EditStationDto,
  NewStationDto,
  StationDto,
  StationListDto,
  StationStateDto,
  StationStatesDto,
} from './station.dto.js';
import { StationSetupDto } from './station-setup.dto.js';
import { StationService } from './station.service.js';

@ApiTags('desk')
@Controller('stations')
export class StationsController {
  constructor(
    private readonly stations: StationService,
    private readonly managing: ManageStationsService,
  ) {}

  @Get()
  @RequirePermission('scan:use')
  @ApiOperation({ operationId: 'listStations', summary: 'Stations of the sites where the account may scan' })
  @ApiOkResponse({ type: StationListDto })
  async list(@CurrentViewer() viewer: Viewer): Promise<StationListDto> {
    return { items: await this.stations.list(viewer) };
  }

  @Get('destinations')
  @RequirePermission('device:check-in')
  @ApiOperation({ operationId: 'listDestinations', summary: 'Open sites where a desk may send what it took back' })
  @ApiOkResponse({ type: DestinationListDto })
  async destinations(): Promise<DestinationListDto> {
    return { items: await this.stations.destinations() };
  }

  @Post()
  @RequirePermission('scan:use')
  @ApiOperation({ operationId: 'openStation', summary: 'Open a station by its name; the same name opens the same one' })
  @ApiCreatedResponse({ type: StationDto })
  @ApiProblem(404, 'desk.station-not-found')
  open(@CurrentViewer() viewer: Viewer, @Body() body: NewStationDto): Promise<StationDto> {
    return this.stations.open(viewer, body);
  }

  @Get('states')
  @RequirePermission('site:edit')
  @ApiOperation({
    operationId: 'listStationStates',
    summary: 'Every station of the sites, closed ones too, with its last use',
  })
  @ApiOkResponse({ type: StationStatesDto })
  async states(@CurrentViewer() viewer: Viewer): Promise<StationStatesDto> {
    return { items: await this.managing.list(viewer) };
  }

  @Patch(':id')
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'editStation', summary: 'Rename a station, close it or open it again' })
  @ApiOkResponse({ type: StationStateDto })
  @ApiProblem(404, 'desk.station-not-found')
  @ApiProblem(409, 'desk.station-version-conflict', 'desk.station-name-taken')
  edit(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: EditStationDto): Promise<StationStateDto> {
    return this.managing.edit(viewer, id, body);
  }

  @Put(':id/setup')
  @RequirePermission('scan:use')
  @ApiOperation({
    operationId: 'saveStationSetup',
    summary: 'What the check of a station found: scanner, sound, printer',
  })
  @ApiOkResponse({ type: StationDto })
  @ApiProblem(404, 'desk.station-not-found')
  saveSetup(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: StationSetupDto,
  ): Promise<StationDto> {
    return this.stations.saveSetup(viewer, id, body);
  }
}
