package io.autoclip.worker.export;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExportTurnTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final ExportTurn first = new ExportTurn(this.template, Duration.ZERO);

	private final ExportTurn second = new ExportTurn(this.template, Duration.ZERO);

	@Test
	void oneHasItAtATime() {
		assertThat(this.first.begin()).isTrue();
		assertThat(this.second.begin()).isFalse();
		this.second.end();
		this.first.renew();
		this.first.end();
		assertThat(this.second.begin()).isTrue();
	}

	@Test
	void whoHasLostItLearnsThatAndLeavesTheNextAlone() {
		this.first.begin();
		this.template.delete(ExportTurn.LOCK); // its time is up
		assertThatExceptionOfType(ExportTurn.LostException.class).isThrownBy(this.first::renew);
		this.second.begin();
		this.template.expire(ExportTurn.LOCK, Duration.ofSeconds(30));
		assertThatExceptionOfType(ExportTurn.LostException.class).isThrownBy(this.first::renew);
		this.first.end();
		assertThat(this.template.getExpire(ExportTurn.LOCK)).isBetween(1L, 30L);
		this.second.renew();
		assertThat(this.template.getExpire(ExportTurn.LOCK)).isGreaterThan(30);
	}

}
