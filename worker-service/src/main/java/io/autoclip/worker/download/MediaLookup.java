package io.autoclip.worker.download;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.autoclip.preview.Preview;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Asks a site what is behind a link, and downloads nothing of it. When a method returns
 * or throws, nothing that it started is running any more.
 */
public interface MediaLookup {

	/**
	 * Tells what a link leads to.
	 * @param request what to look at, and where to keep the tool's own files
	 * @param listener hears how it goes, on the caller's thread
	 * @return what the site tells
	 * @throws DownloadFailedException if there is nothing to be had
	 * @throws NoSpaceException if the disk is full
	 * @throws InterruptedException if the caller's thread was interrupted, which stops it
	 */
	Preview preview(DownloadRequest request, DownloadListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException;

	/**
	 * Goes through a list, page by page, without a look at what its entries lead to.
	 * @param request what to look at, and where to keep the tool's own files
	 * @param most how many entries at the most
	 * @param reader takes the pages, on the caller's thread
	 * @param listener hears how it goes, on the caller's thread
	 * @return how far it was gone through
	 * @throws DownloadFailedException if there is nothing to be had
	 * @throws NoSpaceException if the disk is full
	 * @throws InterruptedException if the caller's thread was interrupted, which stops it
	 */
	ListEnd list(DownloadRequest request, int most, PageReader reader, DownloadListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException;

	/**
	 * Takes the pages of a list.
	 */
	@FunctionalInterface
	interface PageReader {

		/**
		 * Takes a page.
		 * @param entries its entries, in order, each link once in a list
		 * @param expected how many there will be in all, if the site has told
		 * @return whether the next page is wanted
		 * @throws InterruptedException if the thread was interrupted meanwhile
		 */
		boolean read(List<Entry> entries, @Nullable Integer expected) throws InterruptedException;

	}

	/**
	 * An entry of a list.
	 *
	 * @param link what it leads to
	 * @param title what the list calls it, if it tells
	 */
	record Entry(String link, @Nullable String title) {

	}

	/**
	 * How far a list was gone through.
	 */
	enum ListEnd {

		/** To its end. */
		WHOLE,
		/** As far as was wanted; it has more entries. */
		MORE,
		/** Until a page after which none was wanted. */
		STOPPED

	}

}
