export { holdLease, type HeldLease, type LeaseAsk, type LeaseParts } from './hold-lease.ts'
export { createLedger, type Ledger } from './ledger.ts'
export { createReadTerms, type ContractVersion, type ReadTerms, type Terms } from './terms.ts'
