/** Frames of the long connection: protobuf in binary WebSocket messages, as the SDKs define them. */
import protobuf from 'protobufjs'

const frame = protobuf
  .parse(
    `syntax = "proto2";
    message Header { required string key = 1; required string value = 2; }
    message Frame {
      required uint64 SeqID = 1;
      required uint64 LogID = 2;
      required int32 service = 3;
      required int32 method = 4;
      repeated Header headers = 5;
      optional string payload_encoding = 6;
      optional string payload_type = 7;
      optional bytes payload = 8;
      optional string LogIDNew = 9;
    }`,
    { keepCase: true },
  )
  .root.lookupType('Frame')
  // Now: the SDK, once loaded, takes 64-bit support away from protobufjs for the whole process.
  .setup()

export const methods = { control: 0, data: 1 } as const

export type Frame = {
  readonly sequence: number
  readonly service: number
  readonly method: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: Uint8Array
}

export function encodeFrame(value: Frame): Uint8Array {
  return frame
    .encode({
      SeqID: value.sequence,
      LogID: value.sequence,
      service: value.service,
      method: value.method,
      headers: Object.entries(value.headers).map(([key, text]) => ({ key, value: text })),
      payload: value.payload,
    })
    .finish()
}

/** Undefined for bytes that are no frame. */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  try {
    const value = frame.toObject(frame.decode(bytes), { longs: Number }) as {
      readonly SeqID: number
      readonly service: number
      readonly method: number
      readonly headers?: readonly { readonly key: string; readonly value: string }[]
      readonly payload?: Uint8Array
    }
    return {
      sequence: value.SeqID,
      service: value.service,
      method: value.method,
      headers: Object.fromEntries((value.headers ?? []).map((h) => [h.key, h.value])),
      payload: value.payload,
    }
  } catch {
    return undefined
  }
}
