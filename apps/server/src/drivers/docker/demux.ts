const HEADER_BYTES = 8;
const ERR = 2;

/**
 * Takes apart what an engine sends of a process without a terminal: frames of a stream number, three zeros, a length in
 * big-endian order, and the bytes. Passes on what it has, whole frame or not. (dockerode's own collects whole frames in
 * growing copies.)
 */
export function demultiplexer(
  onBytes: (from: 'out' | 'err', bytes: Buffer) => void,
): (chunk: Buffer) => void {
  let header = Buffer.alloc(0);
  let left = 0;
  let from: 'out' | 'err' = 'out';
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) {
      if (left === 0) {
        const missing = HEADER_BYTES - header.length;
        header = Buffer.concat([header, rest.subarray(0, missing)]);
        rest = rest.subarray(missing);
        if (header.length < HEADER_BYTES) return;
        from = header[0] === ERR ? 'err' : 'out';
        left = header.readUInt32BE(4);
        header = Buffer.alloc(0);
        continue;
      }
      const bytes = rest.subarray(0, left);
      rest = rest.subarray(bytes.length);
      left -= bytes.length;
      onBytes(from, bytes);
    }
  };
}
