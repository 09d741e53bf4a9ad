package io.autoclip.api.http;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Knows the address under which the client of a request reaches the api, so that the
 * links in an answer work for that client. The request tells it: {@link ProxyFilter} has
 * made it look as the client sent it.
 */
@Component
public class PublicAddress {

	/**
	 * Returns the address.
	 * @param request the request
	 * @return an absolute URL without a slash at its end
	 */
	public Base of(HttpServletRequest request) {
		return new Base(ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
	}

	/**
	 * The part that all links of an answer begin with.
	 *
	 * @param url an absolute URL without a slash at its end
	 */
	public record Base(String url) {

		/**
		 * Makes a link.
		 * @param path an absolute path
		 * @return an absolute URL
		 */
		public String link(String path) {
			return this.url + path;
		}

	}

}
