package io.autoclip.api.http;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How clients reach the api.
 *
 * @param publicUrl the address, an absolute URL without path; by default the one that
 * each request came to
 */
@ConfigurationProperties("autoclip")
record PublicAddressSettings(@Nullable URI publicUrl) {

}
