/** A thread that checks one file and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { quickCheck } from './quick-check.ts'

parentPort!.postMessage(quickCheck(workerData as string, { readOnly: true }))
