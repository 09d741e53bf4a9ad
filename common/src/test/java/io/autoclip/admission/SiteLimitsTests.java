package io.autoclip.admission;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What single sites have of their own.
 */
class SiteLimitsTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final SiteLimits limits = new SiteLimits(this.template);

	private static SiteSettings settings(List<String> limits, List<String> spacings) {
		return new SiteSettings(4, Duration.ZERO, limits, spacings);
	}

	private Map<Object, Object> of(String site) {
		return this.template.opsForHash().entries("{autoclip}:site:" + site);
	}

	@Test
	void anyNameOfASiteMeansTheSite() {
		this.limits.configure(settings(List.of("youtu.be=2", " www.example.co.uk = 0 "), List.of("youtube.com=5s")));
		assertThat(of("youtube.com")).isEqualTo(Map.of("limit", "2", "spacing", "5000"));
		assertThat(of("example.co.uk")).isEqualTo(Map.of("limit", "0"));
	}

	@Test
	void siteThatIsNotNamedAnyMoreHasNothingOfItsOwn() {
		this.limits.configure(settings(List.of("a.example=2", "b.example=3"), List.of("a.example=1s")));
		this.limits.configure(settings(List.of("b.example=5"), List.of()));
		assertThat(of("a.example")).isEmpty();
		assertThat(of("b.example")).isEqualTo(Map.of("limit", "5"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.example", "=2", "a.example=-1", "a.example=x", "a b=1" })
	void limitThatMakesNoSenseIsRefusedAtTheStart(String entry) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(List.of(entry), List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.example=-1s", "a.example=2h", "a.example=soon" })
	void spacingThatMakesNoSenseIsRefusedAtTheStart(String entry) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(List.of(), List.of(entry)));
	}

}
