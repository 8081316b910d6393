import type { Fanout, Order } from './Fanout.ts'
import type { Phones } from './Phones.ts'
import type { Delivery } from './ports.ts'
import type { Switchboard } from './Switchboard.ts'

/** Delivery, and what only the server's own parts may ask for. */
export interface Lines extends Delivery {
  carryOut(order: Order): void
}

/** Carries every order out on this node and passes it on to the others. */
export function switchboardDelivery(board: Switchboard, fanout: Fanout, phones: Phones): Lines {
  const carryOut = (order: Order) => {
    board.carryOut(order)
    fanout.send(order)
  }
  return {
    carryOut,
    toPeople: (people, message) => {
      if (people.length > 0) carryOut({ to: 'people', people, message })
    },
    toPhone: (person, device, message) => carryOut({ to: 'phone', person, device, message }),
    phonesOf: person => phones.connectedOf(person),
    toEverybody: message => carryOut({ to: 'everybody', message }),
    closeSessions: sessions => {
      if (sessions.length > 0) carryOut({ to: 'sessions', sessions })
    },
  }
}
