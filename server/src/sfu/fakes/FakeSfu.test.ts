import { describeSfu } from '../sfu.contract.ts'
import { FakeSfu } from './FakeSfu.ts'

describeSfu('FakeSfu', async () => {
  const sfu = new FakeSfu()
  return { sfu, arrive: async token => sfu.arrive(token), stop: async () => undefined }
})
