package io.autoclip.api.door;

import com.google.common.net.InetAddresses;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says at the start that anybody may come in, where others than this machine can.
 */
@Component
class OpenDoorWarning {

	private static final Log logger = LogFactory.getLog(OpenDoorWarning.class);

	private final DoorSettings settings;

	OpenDoorWarning(DoorSettings settings) {
		this.settings = settings;
	}

	@EventListener(ApplicationReadyEvent.class)
	void warn() {
		if (!this.settings.isLocked() && !isLoopback(this.settings.publishedOn())) {
			logger.warn("Whoever reaches " + this.settings.publishedOn()
					+ " may use AutoClip: AUTOCLIP_TOKEN is not set (README, Security).");
		}
	}

	private static boolean isLoopback(String address) {
		return address.equalsIgnoreCase("localhost")
				|| (InetAddresses.isInetAddress(address) && InetAddresses.forString(address).isLoopbackAddress());
	}

}
