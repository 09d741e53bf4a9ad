package io.autoclip.storage;

import java.io.IOException;
import java.io.InputStream;

/**
 * A part of an object on its way. Whatever lies behind the bytes that there are is zero,
 * so that an object may be as large as its record says.
 */
public class FakeObject extends InputStream {

	private final byte[] bytes;

	private final long start;

	private final long end;

	private final long breaksAt;

	private volatile long position;

	private volatile boolean closed;

	FakeObject(byte[] bytes, long offset, long length, long breaksAfter) {
		this.bytes = bytes;
		this.start = offset;
		this.position = offset;
		this.end = offset + length;
		this.breaksAt = (breaksAfter < length) ? offset + breaksAfter : Long.MAX_VALUE;
	}

	public long length() {
		return this.end - this.start;
	}

	public long position() {
		return this.position;
	}

	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public int read() throws IOException {
		if (this.position >= this.breaksAt) {
			throw new IOException("connection to 10.0.0.7 reset");
		}
		long next = this.position;
		if (next >= this.end) {
			return -1;
		}
		this.position = next + 1;
		return (next < this.bytes.length) ? this.bytes[(int) next] & 0xff : 0;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
