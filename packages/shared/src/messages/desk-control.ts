import { z } from 'zod'
import { actor, deskScope } from './common.ts'
import { confirmedNeeds, control } from './control.ts'
import { defineRequest } from './define.ts'

/** A person's act: change how the desk trades. Keys left out stay as they are. */
export const deskControl = defineRequest(
  'desk.control',
  'global',
  z.object({ ...deskScope, change: control.partial(), actor, despite: confirmedNeeds.optional() }),
  z.object({ control }),
)
