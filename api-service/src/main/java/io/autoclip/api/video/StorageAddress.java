package io.autoclip.api.video;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorageConnectionDetails;
import io.autoclip.storage.StorageSettings;

/**
 * Knows the address under which the client of a request reaches the object storage: the
 * one that is set, else the host that the request came to with the storage's own port.
 * The inner address is of no use to a client, and the address is part of the signature.
 */
@Component
class StorageAddress {

	private final StorageSettings settings;

	private final ObjectStorageConnectionDetails connection;

	StorageAddress(StorageSettings settings, ObjectStorageConnectionDetails connection) {
		this.settings = settings;
		this.connection = connection;
	}

	URI of(HttpServletRequest request) {
		if (this.settings.publicUrl() != null) {
			return this.settings.publicUrl();
		}
		URI inner = URI.create(this.connection.endpoint());
		return URI.create(inner.getScheme() + "://" + request.getServerName() + ":" + inner.getPort());
	}

}
