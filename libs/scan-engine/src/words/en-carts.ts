/** English words of carts: numbered slots, and the check of what stands in them. */
export const EN_CARTS = {
  O27: 'NOT CHECKED OUT – {receiver} is full',
  O28: 'SLOT {typedSlot} NEXT',
  'O28.taken': 'NOT SET – slot {typedSlot} is taken',
  'O28.none': 'NOT SET – {receiver} has slots 1 to {receiverSlots}',
  'line.into': '{receiver}',
  C1: 'CHECKING {room}',
  C2: 'SLOT {slot} ✓',
  C3: 'NOT OF THIS CART',
  'line.belongs-to': 'belongs to {holder}[ · slot {slot}]',
  'line.in-slot': 'slot {slot} ✓',
  'line.cart-elsewhere': 'a cart of {cartElsewhere}',
  'line.slot': 'slot {nextSlot}',
} as const;
