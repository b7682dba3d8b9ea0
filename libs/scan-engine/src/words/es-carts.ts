/** Spanish words for the keys of `en-carts`. */
export const ES_CARTS = {
  O27: 'NO ENTREGADO – {receiver} está lleno',
  O28: 'SIGUE EL LUGAR {typedSlot}',
  'O28.taken': 'NO FIJADO – el lugar {typedSlot} está ocupado',
  'O28.none': 'NO FIJADO – {receiver} tiene los lugares 1 a {receiverSlots}',
  'line.into': '{receiver}',
  C1: 'REVISANDO {room}',
  C2: 'LUGAR {slot} ✓',
  C3: 'NO ES DE ESTE CARRO',
  'line.belongs-to': 'es de {holder}[ · lugar {slot}]',
  'line.in-slot': 'lugar {slot} ✓',
  'line.cart-elsewhere': 'un carrito de {cartElsewhere}',
  'line.slot': 'lugar {nextSlot}',
} as const;
