package io.autoclip.api.door;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import io.autoclip.api.limit.ClientKey;

/**
 * One chain for all requests, which keeps nothing between two of them. Other sites'
 * requests are refused before it, headers are set before it.
 */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

	private static final String SIGN_OUT = "/sign-out";

	/**
	 * Health, and what the sign-in page shows. A signed link to a file is a key itself.
	 */
	private static final String[] OPEN = { "/livez", "/readyz", SignInPage.PATH, "/assets/style.css",
			"/assets/favicon.svg", "/files/**" };

	/** Methods are the controllers' business, who say which they know. */
	@Bean
	StrictHttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

	@Bean
	@Conditional(LockedDoor.class)
	SecurityFilterChain locked(HttpSecurity http, TokenCheck token, TokenBasedRememberMeServices cookie,
			Refusals refusals) {
		ProviderManager manager = new ProviderManager(token);
		return bare(http)
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
			.addFilterBefore(bearer(manager, refusals), UsernamePasswordAuthenticationFilter.class)
			.addFilterAt(form(manager, cookie, refusals), UsernamePasswordAuthenticationFilter.class)
			.rememberMe((remember) -> remember.rememberMeServices(cookie).key(cookie.getKey()))
			.logout((out) -> out.logoutRequestMatcher(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, SIGN_OUT))
				.logoutSuccessUrl(SignInPage.PATH))
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(refusals))
			.build();
	}

	@Bean
	@Conditional(OpenDoor.class)
	SecurityFilterChain open(HttpSecurity http) {
		return bare(http).logout(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.exceptionHandling(AbstractHttpConfigurer::disable)
			.build();
	}

	private static HttpSecurity bare(HttpSecurity http) {
		return http.csrf(AbstractHttpConfigurer::disable)
			.headers(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
	}

	private static AuthenticationFilter bearer(ProviderManager manager, Refusals refusals) {
		AuthenticationFilter filter = new AuthenticationFilter(manager, DoorConfiguration::bearer);
		filter.setSuccessHandler((request, response, visitor) -> {
		});
		filter.setFailureHandler(refusals::bearer);
		return filter;
	}

	private static @Nullable Authentication bearer(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		boolean isBearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
		return isBearer ? credentials(request, header.substring(7).strip()) : null;
	}

	private static UsernamePasswordAuthenticationToken credentials(HttpServletRequest request, String token) {
		return UsernamePasswordAuthenticationToken.unauthenticated(ClientKey.of(request.getRemoteAddr()).text(), token);
	}

	private static SignInFilter form(ProviderManager manager, TokenBasedRememberMeServices cookie, Refusals refusals) {
		SignInFilter filter = new SignInFilter(manager, DoorConfiguration::form);
		filter.setRememberMeServices(cookie);
		filter.setAuthenticationFailureHandler(refusals::form);
		return filter;
	}

	private static Authentication form(HttpServletRequest request) {
		String token = request.getParameter(SignInPage.TOKEN);
		return credentials(request, (token != null) ? token.strip() : "");
	}

}
