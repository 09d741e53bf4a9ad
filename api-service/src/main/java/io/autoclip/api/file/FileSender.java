package io.autoclip.api.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.CloseNowException;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.storage.ObjectStorage;

/**
 * Sends files from the object storage to clients, a buffer at a time: the slower side
 * sets the pace. Requests run on virtual threads, so each simply waits.
 */
@Component
class FileSender {

	private static final Log logger = LogFactory.getLog(FileSender.class);

	private static final int BUFFER = 64 * 1024;

	private final ObjectStorage storage;

	FileSender(ObjectStorage storage) {
		this.storage = storage;
	}

	/**
	 * Answers to HEAD.
	 * @param link the file
	 * @param response where the headers go
	 * @throws ProblemException if the storage does not have the file
	 */
	void describe(FileLink link, HttpServletResponse response) {
		if (this.storage.head(link.key()).isEmpty()) {
			throw new ProblemException(ProblemCode.FILE_NOT_FOUND);
		}
		headers(link, FilePart.whole(link.bytes()), response);
	}

	/**
	 * Sends a part of a file. A client that goes away ends the transfer from the storage;
	 * a storage that goes away while its bytes are sent ends the connection, for the
	 * client must not take what it has got for the whole.
	 * @param link the file
	 * @param part the part
	 * @param response where it goes
	 * @throws ProblemException if the storage does not have the file
	 * @throws CloseNowException if the storage broke off
	 */
	void send(FileLink link, FilePart part, HttpServletResponse response) throws IOException {
		try (InputStream bytes = open(link, part)) {
			headers(link, part, response);
			copy(bytes, response.getOutputStream(), part.length());
		}
		catch (CloseNowException ex) {
			logger.warn("The object storage broke off in the middle of " + link.key() + ": " + ex.getMessage());
			throw ex;
		}
		catch (IOException ex) {
			logger.debug("The client has gone", ex);
		}
	}

	private InputStream open(FileLink link, FilePart part) {
		if (part.length() == 0) {
			return InputStream.nullInputStream();
		}
		return this.storage.get(link.key(), part.offset(), part.length())
			.orElseThrow(() -> new ProblemException(ProblemCode.FILE_NOT_FOUND));
	}

	private static void headers(FileLink link, FilePart part, HttpServletResponse response) {
		if (part.isRange()) {
			response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
			response.setHeader(HttpHeaders.CONTENT_RANGE, part.contentRange());
		}
		response.setContentLengthLong(part.length());
		response.setContentType(link.type());
		response.setHeader(HttpHeaders.ETAG, link.etag());
		response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, link.disposition());
	}

	private static void copy(InputStream from, OutputStream to, long length) throws IOException {
		byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
		long left = length;
		while (left > 0) {
			int count = read(from, buffer, (int) Math.min(buffer.length, left));
			to.write(buffer, 0, count);
			left -= count;
		}
	}

	private static int read(InputStream from, byte[] buffer, int atMost) throws CloseNowException {
		int count;
		try {
			count = from.read(buffer, 0, atMost);
		}
		catch (IOException ex) {
			throw new CloseNowException(ex);
		}
		if (count < 0) {
			throw new CloseNowException("The object is shorter than its record says");
		}
		return count;
	}

}
