import { systemRandom } from '../random.ts'
import { LiveKitSfu } from './LiveKitSfu.ts'
import { describeSfu } from './sfu.contract.ts'
import { joinEngine } from './testing/joinEngine.ts'
import { startRealEngine } from './testing/realEngine.ts'

describeSfu('LiveKitSfu with the real engine', async () => {
  const { engines, ports, process } = await startRealEngine()
  return {
    sfu: new LiveKitSfu(engines, systemRandom),
    arrive: async token => (await joinEngine(`ws://127.0.0.1:${ports.signal}`, { token })) !== null,
    stop: () => process.stop(),
  }
})
