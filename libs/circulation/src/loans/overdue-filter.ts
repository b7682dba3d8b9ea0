import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { InventoryFacade } from '@app/inventory';

/** Tells the list of devices which of them are overdue. */
@Injectable()
export class OverdueFilter implements OnModuleInit {
  constructor(private readonly inventory: InventoryFacade) {}

  onModuleInit(): void {
    this.inventory.filterBy('overdue', OVERDUE_DEVICE);
  }
}

export const OVERDUE_DEVICE = 'EXISTS (SELECT FROM circulation.v_overdue o WHERE o.device_id = d.id)';
