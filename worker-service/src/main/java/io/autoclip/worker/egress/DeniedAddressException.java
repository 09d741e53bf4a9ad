package io.autoclip.worker.egress;

import java.io.IOException;

/**
 * Nothing that the rules allow is behind a host.
 */
class DeniedAddressException extends IOException {

	private static final long serialVersionUID = 1L;

}
