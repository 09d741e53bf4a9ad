package io.autoclip.api.door;

import java.util.stream.Stream;

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
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

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
	private static final RequestMatcher OPEN = new OrRequestMatcher(
			Stream.of("/livez", "/readyz", SignInPage.PATH, "/assets/style.css", "/assets/favicon.svg", "/files/**")
				.<RequestMatcher>map(PathPatternRequestMatcher::pathPattern)
				.toList());

	/** Methods are the controllers' business, who say which they know. */
	@Bean
	StrictHttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

	@Bean
	@Conditional(LockedDoor.class)
	SecurityFilterChain locked(HttpSecurity http, TokenCheck token, CookieCheck cookie, SignInCookie made,
			Refusals refusals) {
		ProviderManager tokens = new ProviderManager(token);
		return bare(http)
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
			.addFilterBefore(check(tokens, DoorConfiguration::bearer, refusals::bearer),
					UsernamePasswordAuthenticationFilter.class)
			.addFilterAt(form(tokens, made, refusals), UsernamePasswordAuthenticationFilter.class)
			.addFilterAt(check(new ProviderManager(cookie), DoorConfiguration::cookie, refusals::cookie),
					RememberMeAuthenticationFilter.class)
			.logout((out) -> out.logoutRequestMatcher(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, SIGN_OUT))
				.addLogoutHandler((request, response, visitor) -> CookieHeaders.remove(request, response))
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

	/** Where everybody may come in, nobody is asked. */
	private static AuthenticationFilter check(ProviderManager manager, AuthenticationConverter brought,
			AuthenticationFailureHandler refusal) {
		AuthenticationFilter filter = new AuthenticationFilter(manager, brought);
		filter.setRequestMatcher(new NegatedRequestMatcher(OPEN));
		filter.setSuccessHandler((request, response, visitor) -> {
		});
		filter.setFailureHandler(refusal);
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

	/** A right token is enough. */
	private static @Nullable Authentication cookie(HttpServletRequest request) {
		String value = CookieHeaders.find(request);
		boolean isIn = SecurityContextHolder.getContext().getAuthentication() != null;
		return (value != null && !isIn) ? credentials(request, value) : null;
	}

	private static SignInFilter form(ProviderManager manager, SignInCookie cookie, Refusals refusals) {
		SignInFilter filter = new SignInFilter(manager, DoorConfiguration::form, cookie);
		filter.setAuthenticationFailureHandler(refusals::form);
		return filter;
	}

	private static Authentication form(HttpServletRequest request) {
		String token = request.getParameter(SignInPage.TOKEN);
		return credentials(request, (token != null) ? token.strip() : "");
	}

}
